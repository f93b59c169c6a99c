import { displayName } from '../../../domain/accounts/display-name';
import { canonicalJson } from '../../../domain/invitations/content-hash';
import { sha256 } from '../../../domain/security/secrets';
import { type AuditedCall, targetOf, typeOf } from '../audit';
import type { Endpoint } from '../endpoint';
import type { Origin } from '../origin';
import { Problem } from '../problem';

/** The entity tag (RFC 9110) of what an endpoint answers: another one as soon as anything in it is different. */
export function etagOf(body: unknown): string {
  return `"${sha256(canonicalJson(body)).slice(0, 32)}"`;
}

/** A call that may name what it expects to find, by the headers If-Match and If-None-Match. */
export type ConditionalCall = AuditedCall & Pick<Origin, 'headers'>;

/** Whether a call goes on only if what it edits is as it expects. */
export function isConditional({ headers }: Pick<Origin, 'headers'>): boolean {
  return headers['if-match'] !== undefined || headers['if-none-match'] !== undefined;
}

/**
 * Refuses an edit whose caller has read something else than what is there now; `now` is null where nothing is there.
 *
 * @throws {@link Problem} 412 `precondition-failed`, with who has changed it
 */
export async function requireExpected(
  endpoint: Endpoint,
  call: ConditionalCall,
  now: unknown,
): Promise<void> {
  const { 'if-match': expected, 'if-none-match': unexpected } = call.headers;
  const isAsExpected = expected === undefined || (now !== null && names(expected, now));
  const isNew = unexpected === undefined || now === null || !names(unexpected, now);
  if (isAsExpected && isNew) return;
  throw new Problem('precondition-failed', { change: await lastChange(endpoint, call) });
}

/** `*`, or a list of tags. One that a proxy has weakened while it compressed the answer is still that of the content. */
function names(tags: string, body: unknown): boolean {
  const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etagOf(body));
}

/** How many of the newest entries about a thing are looked at for one that says that it was changed. */
const RECENT = 10;

/** Who changed what the endpoint edits last and when, as the audit log has it; nothing where it does not say. */
async function lastChange(endpoint: Endpoint, { deps: { stores }, caller, params }: AuditedCall) {
  if (caller === undefined) return undefined;
  const { accountId } = caller;
  const type = typeOf(endpoint, { status: 200 });
  const { kind, id } = targetOf(endpoint, params);
  const about = params === undefined ? { types: [type] } : { target: id };
  const { items } = await stores.auditLog.list({ accountId, limit: RECENT, ...about });
  const entry = items.find((item) => item.type === type || item.type.startsWith(`${kind}_`));
  if (entry === undefined) return undefined;
  const user = entry.actor.kind === 'user' ? await stores.users.find(entry.actor.id) : undefined;
  return { by: user && { id: user._id, name: displayName(user) }, at: entry.at };
}
