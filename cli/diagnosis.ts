import { z } from 'zod';
import { ProblemError, UnreachableError, UsherClient } from '../client/src';
import type { Connection } from './connection';
import { describeProblem } from './failures';

/** What one check found, and for `wrong` what to do about it. */
export interface Finding {
  readonly check: string;
  readonly result: 'ok' | 'wrong' | 'not checked';
  readonly detail: string;
}

const TIMEOUT_MS = 10_000;
/** Signatures of webhooks are refused when clocks differ by five minutes; this is well before. */
const CLOCKS_APART_MS = 60_000;

/** Checks the way to an Usher step by step: address, its engines and worker, keys, clock. */
export async function examine(connection: Connection): Promise<Finding[]> {
  const clock = watchClock();
  const as = (apiKey: string | undefined) =>
    new UsherClient({ url: connection.url, apiKey, timeoutMs: TIMEOUT_MS, retries: 0, fetch: clock.fetch });
  const answers = await addressFinding(as(undefined), connection);
  if (answers.result !== 'ok') return [answers];
  return [
    answers,
    ...(await readinessFindings(as(undefined))),
    await keyFinding(as, connection.apiKey),
    ...(await instanceKeyFindings(as, connection.instanceKey)),
    clock.finding(),
  ];
}

async function addressFinding(usher: UsherClient, { url, source }: Connection): Promise<Finding> {
  const check = 'Usher answers';
  const help = `Is the address right? It is from ${source}.`;
  try {
    // Whoever answers here need not be Usher.
    const health: unknown = await usher.get('/healthz');
    if (JSON.stringify(health) === '{"status":"ok"}')
      return { check, result: 'ok', detail: `${url}, from ${source}` };
    return wrong(check, `Something else answers there. ${help}`);
  } catch (error) {
    if (error instanceof UnreachableError) return wrong(check, `${reasonOf(error)} ${help}`);
    return wrong(check, `Something else answers there: ${textOf(error)} ${help}`);
  }
}

const PARTS = [
  ['database', 'MongoDB', 'The API cannot reach MongoDB: see MONGODB_URI and the log of the API.'],
  ['temporal', 'Temporal', 'The API cannot reach Temporal: see TEMPORAL_ADDRESS and the log of the API.'],
  ['worker', 'A worker polls', 'No worker takes work: start one with `npm run worker`, or see its log.'],
  ['api', 'The API takes calls', 'It is stopping.'],
] as const;

async function readinessFindings(usher: UsherClient): Promise<Finding[]> {
  const parts = await readiness(usher);
  if (typeof parts === 'string') return [wrong('Database, Temporal and a worker', parts)];
  return PARTS.map(([part, check, help]) =>
    parts[part] === true ? { check, result: 'ok', detail: '' } : wrong(check, help),
  );
}

/** What Usher answers while a part of it is missing. */
const notReady = z.object({ parts: z.record(z.string(), z.unknown()) });

/** The parts by name; or why they are not known. */
async function readiness(usher: UsherClient): Promise<Record<string, unknown> | string> {
  try {
    return (await usher.get('/readyz')).parts;
  } catch (error) {
    const isAnswer = error instanceof ProblemError && error.status === 503;
    return (isAnswer ? notReady.safeParse(error.answer).data?.parts : undefined) ?? textOf(error);
  }
}

type ClientFor = (apiKey: string | undefined) => UsherClient;

async function keyFinding(as: ClientFor, apiKey: string | undefined): Promise<Finding> {
  const check = 'The API key is good';
  if (apiKey === undefined) return wrong(check, 'There is none: set USHER_API_KEY.');
  try {
    const { user, account, role } = await as(apiKey).get('/v1/me');
    return { check, result: 'ok', detail: `${user.email}, ${role.key} of ${account.name}` };
  } catch (error) {
    const isUnknown = error instanceof ProblemError && error.status === 401;
    const help = 'It is unknown, revoked or expired: make a new one, and set USHER_API_KEY.';
    return wrong(check, isUnknown ? help : textOf(error));
  }
}

/** Asked only where there is one: few need it. */
async function instanceKeyFindings(as: ClientFor, instanceKey: string | undefined): Promise<Finding[]> {
  if (instanceKey === undefined) return [];
  const check = 'The instance key is good';
  const help = 'It is not the one the API was started with: set USHER_INSTANCE_KEY.';
  try {
    await as(instanceKey).get('/v1/read-model/rebuild');
  } catch (error) {
    // Whatever else is refused is refused after the key was taken.
    if (!(error instanceof ProblemError)) return [wrong(check, textOf(error))];
    if (error.status === 401 || error.status === 403) return [wrong(check, help)];
  }
  return [{ check, result: 'ok', detail: '' }];
}

/** Reads the server's clock off the answers that come by. */
function watchClock(): { readonly fetch: typeof fetch; finding(): Finding } {
  const check = 'The clocks agree';
  let apartMs: number | undefined;
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) apartMs = Date.now() - date;
      return response;
    },
    finding: () => {
      if (apartMs === undefined) return { check, result: 'not checked', detail: 'No answer had a date.' };
      if (Math.abs(apartMs) < CLOCKS_APART_MS) return { check, result: 'ok', detail: '' };
      const seconds = Math.round(Math.abs(apartMs) / 1_000);
      const direction = apartMs > 0 ? 'ahead of' : 'behind';
      return wrong(check, `The clock here is ${seconds} s ${direction} that of the API: set one of them.`);
    },
  };
}

function wrong(check: string, detail: string): Finding {
  return { check, result: 'wrong', detail };
}

/** What the system said about a connection that failed, for example `ECONNREFUSED`. */
function reasonOf(error: UnreachableError): string {
  type Inner = { readonly name?: string; readonly code?: unknown; readonly cause?: Inner } | undefined;
  for (let inner = error.cause as Inner; inner !== undefined; inner = inner.cause) {
    if (inner.name === 'TimeoutError') return 'No answer came in time.';
    if (typeof inner.code === 'string') return `The connection failed (${inner.code}).`;
  }
  return 'The connection failed.';
}

function textOf(error: unknown): string {
  if (error instanceof ProblemError) return describeProblem(error);
  return error instanceof Error ? error.message : String(error);
}
