import { ulid } from 'ulid';
import { defined } from '../../domain/defined';
import { canonicalJson } from '../../domain/invitations/content-hash';
import type { AuditActor, AuditEntry, AuditTarget } from '../../models';
import type { Caller } from '../../domain/security/caller';
import type { ApiDeps } from '../deps';
import type { AuditSpec } from './audit-spec';
import type { Answer, Endpoint } from './endpoint';
import { currentOrigin } from './request-origin';

/** Decisions about an invitation stand in its timeline, and every entry of a timeline is audited. */
export const byTimeline: AuditSpec = { exempt: 'The timeline of the invitation is audited.' };

/** What {@link auditCall} needs of a call. */
export interface AuditedCall {
  readonly deps: ApiDeps;
  readonly caller: Caller | undefined;
  readonly params: unknown;
}

/** Whether a call to the endpoint leaves a trace here; reading never does unless the endpoint says so. */
export function isAudited({ method, audit }: Endpoint): boolean {
  return method === 'get' ? typeof audit === 'string' : typeof audit !== 'object';
}

/**
 * Writes down a change that succeeded. A failure to write is logged and changes nothing for the caller, whose
 * change has happened.
 */
export async function auditCall(
  endpoint: Endpoint,
  call: AuditedCall,
  answer: Answer,
  before: unknown,
): Promise<void> {
  const { audit: facts } = answer;
  if (!isAudited(endpoint) || facts === null) return;
  const target = facts?.target ?? targetOf(endpoint, call.params, answer);
  const own = target.kind === 'account' ? target.id : undefined;
  const accountId = call.caller?.accountId ?? facts?.accountId ?? own;
  if (accountId === undefined) return;
  const edited = before === undefined ? {} : differences(before, answer.body);
  const told = defined({ reason: facts?.reason, before: facts?.before, after: facts?.after });
  await audit(call.deps, accountId, {
    type: facts?.type ?? typeOf(endpoint, answer),
    actor: facts?.actor ?? actorOf(call.caller),
    target,
    ...edited,
    ...told,
  });
}

/** Writes down what the request that is being served did; for what happens by endpoint and by page alike. */
export async function audit(
  deps: ApiDeps,
  accountId: string,
  entry: Omit<AuditEntry, 'key' | 'at' | 'origin'>,
): Promise<void> {
  try {
    const key = `request:${ulid()}`;
    await deps.stores.auditLog.append(accountId, [
      { key, at: new Date(), origin: currentOrigin(), ...entry },
    ]);
  } catch (error) {
    deps.logger.error({ err: error, type: entry.type }, 'a change was not audited');
  }
}

function actorOf(caller: Caller | undefined): AuditActor {
  return caller === undefined
    ? { kind: 'operator', id: 'instance-key' }
    : { kind: 'user', id: caller.userId };
}

/** The declared type, or `role_created` and the like from the path. */
export function typeOf({ audit, method, path }: Endpoint, { status }: Pick<Answer, 'status'>): string {
  if (typeof audit === 'string') return audit;
  const words = namesIn(path);
  const last = words.at(-1) ?? 'account';
  const verb = { put: 'changed', patch: 'changed', delete: 'deleted', post: 'created', get: 'read' }[method];
  if (method !== 'post' || status === 201 || words.length === 1) return `${singular(last)}_${verb}`;
  return `${singular(words.at(-2) ?? '')}_${last}`;
}

/** What was made, where something was; else what the path names first. */
export function targetOf(
  { path }: Endpoint,
  params: unknown,
  { status, body }: Partial<Answer> = {},
): AuditTarget {
  const words = namesIn(path);
  const made = status === 201 ? idIn(body) : undefined;
  const named = Object.values((params ?? {}) as Record<string, unknown>)[0];
  const kind = singular(words.at(made === undefined ? 0 : -1) ?? 'account');
  return { kind, id: made ?? (typeof named === 'string' ? named : 'self') };
}

function idIn(body: unknown): string | undefined {
  const { id, key } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return [id, key].find((value) => typeof value === 'string');
}

/** `api_keys` of `/v1/api-keys/{id}`. */
function namesIn(path: string): string[] {
  return path
    .replace(/^\/v1\//, '')
    .split('/')
    .filter((word) => word !== '' && !word.startsWith('{'))
    .map((word) => word.replaceAll('-', '_'));
}

const KINDS: Readonly<Record<string, string>> = { partners: 'partnership', me: 'user' };

function singular(word: string): string {
  return KINDS[word] ?? word.replace(/s$/, '');
}

/** Never written down, whatever an endpoint answers. */
const SECRET = /secret|password|token/i;

/** Members that an edit changed, before and after. */
function differences(before: unknown, after: unknown): Pick<AuditEntry, 'before' | 'after'> {
  const old = (before ?? {}) as Record<string, unknown>;
  const now = (after ?? {}) as Record<string, unknown>;
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => !SECRET.test(name) && canonicalJson(old[name]) !== canonicalJson(now[name]),
  );
  const only = (side: Record<string, unknown>) =>
    Object.fromEntries(names.map((name) => [name, side[name] ?? null]));
  return { before: before === null ? null : only(old), after: only(now) };
}
