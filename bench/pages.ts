import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { table } from './table';

/** Goal for a first load with nothing kept by the browser, in bytes over the wire. */
const MOST_BYTES = 100_000;

const PAGES = [
  '/sign-in',
  '/partner-explorer?tab=invited',
  '/partner-explorer?tab=active',
  '/invitations/new',
  '/programs/default',
  '/programs/default?tab=rules',
  '/programs/default?tab=fields',
  '/programs/default?tab=templates',
  '/users',
  '/roles/new',
  '/api-keys',
  '/webhooks',
  '/imports',
  '/stats',
  '/audit-log',
  '/workspaces',
  '/workspace',
] as const;

interface Answer {
  readonly bytes: number;
  readonly text: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** One request as a browser sends it; bytes are those of the body as it travels. */
function get(url: string, cookie = '', post?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/html',
      'accept-encoding': 'gzip',
      cookie,
      ...(post === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(post) }),
    };
    const request = http.request(
      url,
      { method: post === undefined ? 'GET' : 'POST', headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ bytes: body.length, text: body.toString('utf8'), headers: response.headers });
        });
      },
    );
    request.on('error', reject).end(post);
  });
}

/** Addresses that a browser loads together with the page. */
function partsOf(html: string): string[] {
  const found = [
    ...html.matchAll(/<(?:link rel="stylesheet" href|script src|iframe[^>]* src|img[^>]* src)="([^"]+)"/g),
  ];
  return [
    ...new Set(found.map(([, address = '']) => address.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))),
  ];
}

/** Prints bytes and requests of each page of a running instance: `node lib/bench/pages.js [data folder]`. */
async function main(dataDir: string): Promise<void> {
  const facts = JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as {
    readonly apiUrl: string;
    readonly admin: { readonly email: string; readonly password: string };
  };
  const { email, password } = facts.admin;
  const session = await get(`${facts.apiUrl}/v1/session`, '', JSON.stringify({ email, password }));
  const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const rows: string[][] = [];
  for (const page of PAGES) {
    const html = await get(facts.apiUrl + page, page === '/sign-in' ? '' : cookie);
    const parts = await Promise.all(partsOf(html.text).map((address) => get(facts.apiUrl + address, cookie)));
    const first = parts.reduce((sum, { bytes }) => sum + bytes, html.bytes);
    rows.push([
      page,
      String(parts.length + 1),
      kilobytes(html.bytes),
      kilobytes(first),
      first <= MOST_BYTES ? 'yes' : 'NO',
    ]);
  }
  console.log(
    table(['page', 'requests', 'page itself', 'first load', `under ${kilobytes(MOST_BYTES)}`], rows),
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

void main(process.argv[2] ?? '.data');
