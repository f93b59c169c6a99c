import type { Actor, Decision, EmailEvent } from '../contract';

/** Longest name or reference that is taken; those of the API have 40 characters at most. */
const MAX_NAME_CHARS = 200;

const ACTOR_KINDS: readonly unknown[] = [
  'invitee',
  'user',
  'operator',
  'system',
] satisfies readonly Actor['kind'][];

const EMAIL_EVENTS: readonly unknown[] = [
  'delivered',
  'bounced',
  'dropped',
  'spam_report',
  'unsubscribed',
] satisfies readonly EmailEvent['event'][];

/** What a decision may carry besides its ID and actor, and what each has to be. */
const OPTIONAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  reasonRef: isName,
  decidedAt: isName,
  applicationRef: isName,
  partnerAccountId: isName,
  contentHash: isName,
  baseHash: isName,
  addTo: isName,
  in: isName,
  expiresIn: isName,
  tokenVersion: isVersion,
  addressVersion: isVersion,
  extendExpiry: isFlag,
  sameLink: isFlag,
};

/**
 * The decision in a message that any Temporal client may have sent, copied member by member, so that nothing
 * reaches the state but what the store can hold; `undefined` when it is none. Unknown members are left
 * behind. What it carries beyond {@link Decision} is of the right type where it is there.
 */
export function readDecision(message: unknown): Decision | undefined {
  if (!isRecord(message)) return undefined;
  const { decisionId } = message;
  const actor = readActor(message['actor']);
  if (!isName(decisionId) || actor === undefined) return undefined;
  const members = Object.keys(OPTIONAL).filter((name) => message[name] !== undefined);
  if (!members.every((name) => OPTIONAL[name]?.(message[name]))) return undefined;
  const optional = Object.fromEntries(members.map((name) => [name, message[name]]));
  return { decisionId: decisionId as string, actor, ...optional };
}

/** News of an e-mail, copied like a decision; `undefined` when it is none. */
export function readEmailEvent(message: unknown): EmailEvent | undefined {
  if (!isRecord(message)) return undefined;
  const { eventId, messageId, event, at } = message;
  if (![eventId, messageId, at].every(isName) || !EMAIL_EVENTS.includes(event)) return undefined;
  const instant = Date.parse(String(at));
  if (Number.isNaN(instant)) return undefined;
  return { eventId, messageId, event, at: new Date(instant).toISOString() } as EmailEvent;
}

function readActor(value: unknown): Actor | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, id } = value;
  return ACTOR_KINDS.includes(kind) && isName(id) ? ({ kind, id } as Actor) : undefined;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_CHARS;
}

function isVersion(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
