import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, table } from './table';

/** An instance to measure, with somebody who may do everything. */
export interface Measured {
  readonly url: string;
  readonly apiKey: string;
  readonly email: string;
  readonly pid: number;
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

function send(url: string, { method = 'GET', path, headers = {}, body }: Sent): Promise<number> {
  return new Promise((resolve) => {
    const call = request(new URL(path, url), { method, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0)).once('error', () => resolve(0));
    });
    // Whoever is refused early cannot send the rest.
    call.once('error', () => resolve(0)).end(body);
  });
}

/** The longest time that a call which asks nobody else had to wait, in milliseconds. */
async function longestWait(url: string, work: Promise<unknown>): Promise<number> {
  const state = { isOver: false };
  const watched = work.finally(() => (state.isOver = true));
  let longest = 0;
  while (!state.isOver) {
    const started = performance.now();
    await send(url, { path: '/healthz' });
    longest = Math.max(longest, performance.now() - started);
    await sleep(2);
  }
  await watched;
  return longest;
}

const PATTERNS = ['(?:[A-Za-z]+[ .-]?){1,40}', '[A-Z]{2}(?:[0-9]{1,4}[ -]?){1,20}', '(?:[a-z0-9._%+-]+ ?)*'];
const TEN_MB = 10 * 1024 * 1024;

function files(): Record<string, string> {
  const header = 'partnerName,contactEmail,a,b,c\n';
  const words = 'word '.repeat(90).trim();
  const row = (n: number) => `Initech ${n},bench${n}@initech.example,${words},DE12 34,${words}\n`;
  const many = Array.from({ length: 9_900 }, (_, n) => row(n))
    .join('')
    .slice(0, TEN_MB - 1_000);
  return {
    'CSV, 9,900 rows against three patterns': header + many,
    'CSV, 10,000 short rows':
      header + Array.from({ length: 10_000 }, (_, n) => `I,a${n}@b.example,,,\n`).join(''),
    'CSV, ten rows of one megabyte':
      header + Array.from({ length: 9 }, () => `"${'x'.repeat(1_000_000)}",,,,\n`).join(''),
    'CSV, quotes': header + `"${'""'.repeat(450_000)}",a@b.example,,,\n`.repeat(10),
  };
}

function bodies(): Record<string, Sent> {
  const json = (path: string, body: unknown): Sent => ({ method: 'POST', path, body: JSON.stringify(body) });
  const text = '<a '.repeat(20_000);
  return {
    'JSON, rows with a column each': json('/v1/invitation-imports?dryRun=true', {
      rows: Array.from({ length: 5_000 }, (_, n) => ({ [`k${n}`]: 1 })),
    }),
    'JSON, an invitation of 60 KB': json('/v1/invitations', {
      partnerName: 'Initech',
      contactEmail: 'big@initech.example',
      customFields: { a: 'word '.repeat(4_000), b: 'DE1 '.repeat(4_000), c: 'word '.repeat(4_000) },
    }),
    'a template of 60 KB': json('/v1/programs/default/templates/preview', {
      name: 'invitation',
      locale: 'en',
      subject: 'Hello',
      html: text,
      text,
    }),
    'lists of 100': { path: '/v1/invitations?view=sent&limit=100' },
    'the audit log as CSV': { path: '/v1/audit-log?format=csv' },
    'the API description': { path: '/openapi.json' },
    'a privacy export': json('/v1/privacy/export', { email: 'bench1@initech.example' }),
  };
}

/** How long others wait under the largest input of each kind, beside a quiet instance. */
export async function benchStalls({ url, apiKey }: Measured): Promise<string> {
  const authorization = `Bearer ${apiKey}`;
  const as = (sent: Sent, type: string): Sent => ({
    ...sent,
    headers: { authorization, ...(sent.body === undefined ? {} : { 'content-type': type }) },
  });
  const field = (key: string, pattern: string) => ({
    key,
    label: key,
    type: 'text',
    required: false,
    filledBy: 'inviter',
    pattern,
  });
  const customFields = PATTERNS.map((pattern, index) => field('abc'.charAt(index), pattern));
  await send(
    url,
    as(
      { method: 'PUT', path: '/v1/programs/default', body: JSON.stringify({ customFields }) },
      'application/json',
    ),
  );
  const quiet = await longestWait(url, sleep(3_000));
  const rows = [['nothing', quiet.toFixed(1), '1.0']];
  const add = async (name: string, sent: Sent) => {
    const wait = await longestWait(url, send(url, sent));
    rows.push([name, wait.toFixed(1), (wait / quiet).toFixed(1)]);
  };
  for (const [name, body] of Object.entries(files())) {
    await add(name, as({ method: 'POST', path: '/v1/invitation-imports?dryRun=true', body }, 'text/csv'));
  }
  for (const [name, sent] of Object.entries(bodies())) await add(name, as(sent, 'application/json'));
  return table(['longest wait of another call', 'ms', 'ratio'], rows);
}

const UPLOADS = 100;

/** How much memory a hundred uploads of strangers take at once. */
export async function benchUploads({ url, pid }: Measured): Promise<string> {
  const body = Buffer.alloc(11 * 1024 * 1024, 'x');
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const before = residentMb(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentMb(pid))), 20);
  const answers = await Promise.all(
    Array.from({ length: UPLOADS }, () => send(url, { method: 'POST', path: '/imports', headers, body })),
  );
  clearInterval(watch);
  const alive = (await send(url, { path: '/healthz' })) === 200;
  const read = answers.filter((status) => status >= 200 && status < 300).length;
  return table(
    ['100 anonymous uploads of 11 MB', 'before', 'most', 'growth', 'taken', 'alive'],
    [
      [
        'resident memory in MB',
        ...[before, most, most - before].map((mb) => mb.toFixed(0)),
        String(read),
        String(alive),
      ],
    ],
  );
}

function residentMb(pid: number): number {
  const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
  return (Number(pages) * 4_096) / 2 ** 20;
}

/** Whether the time of a failed sign-in tells who is known: medians over so many pairs, one after the other. */
export async function benchSignIns({ url, email }: Measured, pairs: number): Promise<string> {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const attempt = async (who: 'known' | 'unknown', address: string) => {
    const started = performance.now();
    const body = JSON.stringify({ email: address, password: 'wrong horse battery' });
    await send(url, {
      method: 'POST',
      path: '/v1/session',
      headers: { 'content-type': 'application/json' },
      body,
    });
    times[who].push(performance.now() - started);
  };
  for (let n = 0; n < pairs; n += 1) {
    const order = n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const who of order) await attempt(who, who === 'known' ? email : `nobody${n}@nowhere.example`);
  }
  const median = { known: percentile(times.known, 0.5), unknown: percentile(times.unknown, 0.5) };
  return table(
    [`failed sign-in, median of ${pairs} pairs`, 'known', 'unknown', 'difference'],
    [
      [
        'ms',
        median.known.toFixed(2),
        median.unknown.toFixed(2),
        Math.abs(median.known - median.unknown).toFixed(2),
      ],
    ],
  );
}
