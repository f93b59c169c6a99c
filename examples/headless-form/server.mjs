// Serves an application form of your own and hands its calls on to Usher: plain Node, no packages.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const { PORT = '4100', HOST = '127.0.0.1', USHER_URL = 'http://127.0.0.1:3000' } = process.env;

const FILES = {
  '/invitation': ['index.html', 'text/html; charset=utf-8'],
  '/form.js': ['form.js', 'text/javascript; charset=utf-8'],
  '/form.css': ['form.css', 'text/css; charset=utf-8'],
};
const CALLS = new Set(
  ['lookup', 'accept', 'decline', 'request-new-link'].map((name) => `/v1/public/invitation/${name}`),
);
const MAX_BYTES = 64 * 1024;
const TIMEOUT_MS = 15_000;

/** The link holds a token: nothing may keep it, and nothing from elsewhere may see it. */
const SAFE = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://here');
  const {
    status,
    type = 'text/plain',
    body = '',
    headers,
  } = await answer(request, pathname).catch(unavailable);
  // Only the path: the query of a link is the token.
  console.log(`${request.method} ${pathname} -> ${status}`);
  response.writeHead(status, { ...SAFE, ...headers, 'content-type': type }).end(body);
});

async function answer(request, pathname) {
  if (request.method === 'POST' && CALLS.has(pathname)) return handOn(pathname, await readBody(request));
  if (request.method !== 'GET' || !Object.hasOwn(FILES, pathname)) return { status: 404, body: 'Not found' };
  const [name, type] = FILES[pathname];
  return { status: 200, type, body: await readFile(path.join(import.meta.dirname, 'public', name)) };
}

/** Four calls, and no header of the browser: whoever reaches this server reaches no more of Usher. */
async function handOn(pathname, body) {
  if (body === undefined) return { status: 413 };
  const answered = await fetch(USHER_URL.replace(/\/+$/, '') + pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    body,
  });
  const retryAfter = answered.headers.get('retry-after');
  return {
    status: answered.status,
    type: answered.headers.get('content-type') ?? undefined,
    body: Buffer.from(await answered.arrayBuffer()),
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  };
}

async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unavailable = () => ({
  status: 502,
  type: 'application/problem+json',
  body: JSON.stringify({ status: 502, code: 'unavailable', detail: 'Please try again in a moment.' }),
});

server.listen(Number(PORT), HOST, () => {
  const { address, port } = server.address();
  console.log(`Listening on http://${address}:${port}`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
process.on('SIGINT', () => server.close(() => process.exit(0)));
