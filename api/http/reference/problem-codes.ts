import type { Endpoint } from '../endpoint';
import { PROBLEMS, type ProblemCode } from '../problem';

/** What any call may come to, whatever it asks for. */
const ALWAYS: readonly ProblemCode[] = [
  'validation-failed',
  'rate-limited',
  'internal-error',
  'database-unavailable',
  'overloaded',
];
const WITH_BODY: readonly ProblemCode[] = [
  'malformed-json',
  'body-too-slow',
  'payload-too-large',
  'unsupported-media-type',
];
const WITH_KEY: readonly ProblemCode[] = ['idempotency-in-flight', 'idempotency-mismatch'];

/** The codes of the problems that a call to the endpoint may come to: those of its handler and of the way to it. */
export function problemCodesOf(endpoint: Endpoint): ReadonlySet<ProblemCode> {
  const { method, access, params, edits, problems = [] } = endpoint;
  const codes = new Set<ProblemCode>([...ALWAYS, ...problems]);
  const add = (...more: readonly ProblemCode[]) => more.forEach((code) => codes.add(code));
  if (params !== undefined) add('not-found');
  if (access !== 'public') add('unauthenticated');
  if (access !== 'public' && access !== 'instance-key') {
    add('identity-provider-unavailable');
    if (method !== 'get') add('csrf');
  }
  if (typeof access === 'object') add('forbidden');
  if (method !== 'get') add(...WITH_BODY);
  if (edits !== undefined) add('precondition-failed');
  if (keepsAnswers(endpoint)) add(...WITH_KEY);
  return codes;
}

/** The same by status, the lowest first. */
export function problemsByStatus(endpoint: Endpoint): Record<string, ProblemCode[]> {
  const codes = [...problemCodesOf(endpoint)].sort();
  const statusOf = (code: ProblemCode): number => PROBLEMS[code].status;
  return Object.fromEntries(
    codes.map((code) => [statusOf(code), codes.filter((other) => statusOf(other) === statusOf(code))]),
  );
}

/** What a stranger sends without proving anything is repeated safely, and nothing of it is kept. */
export function keepsAnswers({ method, access, provenBy }: Endpoint): boolean {
  return method === 'post' && (access !== 'public' || provenBy !== undefined);
}
