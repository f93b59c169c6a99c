import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, table } from './table';

/** An instance under load, and how it is loaded. */
export interface Load {
  readonly url: string;
  readonly apiKey: string;
  readonly seconds: number;
  readonly connections: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly id: string | undefined;
}

type Call = (path: string, body?: object, key?: string) => Promise<Answer>;

/** Calls on so many connections that are kept open. */
function caller({ url, apiKey }: Load, connections: number): { call: Call; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const call: Call = (path, body, key) =>
    new Promise((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${apiKey}`,
        ...(body && { 'Content-Type': 'application/json' }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      };
      const method = body === undefined ? 'GET' : 'POST';
      const sent = request(new URL(path, url), { method, headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.once('end', () => {
          const { code, id } = JSON.parse(text) as Partial<Answer>;
          resolve({ status: response.statusCode ?? 0, code, id });
        });
      });
      sent.once('error', reject).end(body && JSON.stringify(body));
    });
  return { call, close: () => agent.destroy() };
}

interface Round {
  readonly answers: Answer[];
  readonly times: number[];
}

/** Each connection asks again as soon as it is answered. */
async function saturate(seconds: number, connections: number, ask: () => Promise<Answer>): Promise<Round> {
  const round: Round = { answers: [], times: [] };
  const end = performance.now() + seconds * 1_000;
  const one = async () => {
    while (performance.now() < end) {
      const started = performance.now();
      const answer = await ask();
      round.answers.push(answer);
      // How long a refusal takes says nothing about the work.
      if (answer.status < 300) round.times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return round;
}

const HEAD = [
  '',
  'asked',
  '2xx',
  'overloaded',
  'other 503',
  'other',
  'p50 ms',
  'p99 ms',
  'made',
  '201 + found',
];

function rowOf(name: string, { answers, times }: Round, made = '', found = ''): string[] {
  const count = (fits: (answer: Answer) => boolean) => String(answers.filter(fits).length);
  return [
    name,
    String(answers.length),
    count(({ status }) => status < 300),
    count(({ code }) => code === 'overloaded'),
    count(({ status, code }) => status === 503 && code !== 'overloaded'),
    count(({ status }) => status >= 300 && status !== 503),
    percentile(times, 0.5).toFixed(0),
    percentile(times, 0.99).toFixed(0),
    made,
    found,
  ];
}

/**
 * Answers by status while so many connections read one invitation, and while they create: every create is asked
 * with a key and, when it is no 201, again until it is, so that what was made and what was answered can be compared.
 */
export async function benchLoad(load: Load, documents: () => Promise<number>): Promise<string> {
  const rows: string[][] = [];
  const first = caller(load, 1);
  const { id } = await first.call('/v1/invitations', guest('first'));
  first.close();
  for (const connections of load.connections) {
    const { call, close } = caller(load, connections);
    const read = await saturate(load.seconds, connections, () => call(`/v1/invitations/${id ?? ''}`));
    rows.push(rowOf(`read, ${connections} connections`, read));
    const before = await documents();
    const lost: string[] = [];
    let n = 0;
    const create = await saturate(load.seconds, connections, async () => {
      const key = `${connections}-${(n += 1)}`;
      const answer = await call('/v1/invitations', guest(key), key);
      if (answer.status !== 201) lost.push(key);
      return answer;
    });
    const made = (await documents()) - before;
    const found = (await Promise.all(lost.map((key) => find(call, key)))).filter(Boolean).length;
    const after = (await documents()) - before;
    rows.push(
      rowOf(
        `create, ${connections} connections`,
        create,
        `${made} > ${after}`,
        String(n - lost.length + found),
      ),
    );
    close();
  }
  return table(HEAD, rows);
}

const guest = (key: string) => ({ partnerName: 'Bench', contactEmail: `load-${key}@partner.example` });

/** Repeats a create with its key until it is there. */
async function find(call: Call, key: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { status } = await call('/v1/invitations', guest(key), key);
    if (status === 201) return true;
    await sleep(200);
  }
  return false;
}
