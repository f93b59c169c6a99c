import {
  durationMs,
  offsetMs,
  type InvitationPolicy,
  type InvitationSnapshot,
  type InvitationStatus,
} from '../contract';
import { isOpen } from '../contract/transitions';

/** The next thing that happens by itself. `at` is in milliseconds since the epoch. */
export interface Deadline {
  readonly kind: 'expiry' | 'reminder' | 'escalation' | 'decision';
  readonly at: number;
}

/** What decides about the next deadline. */
type Dated = Pick<
  InvitationSnapshot,
  'status' | 'escalateAt' | 'decisionDueAt' | 'expiresAt' | 'reminderInstants'
>;

/** The nearest deadline of an invitation; an expiry that is due comes before anything else. */
export function nextDeadline(state: Dated): Deadline | undefined {
  if (state.status === 'pending_approval') return decisionDeadline(state);
  if (!isOpen(state.status)) return undefined;
  const expiry: Deadline = { kind: 'expiry', at: Date.parse(state.expiresAt) };
  const [reminder] = state.reminderInstants;
  if (!reminder || expiry.at <= Date.now() || Date.parse(reminder) >= expiry.at) return expiry;
  return { kind: 'reminder', at: Date.parse(reminder) };
}

/** People decide: the end of their time comes before a reminder at the same moment, or of a later one that is due. */
function decisionDeadline({ escalateAt, decisionDueAt }: Dated): Deadline | undefined {
  const end: Deadline | undefined = decisionDueAt
    ? { kind: 'decision', at: Date.parse(decisionDueAt) }
    : undefined;
  const reminder: Deadline | undefined = escalateAt
    ? { kind: 'escalation', at: Date.parse(escalateAt) }
    : undefined;
  if (end === undefined || reminder === undefined) return end ?? reminder;
  return end.at <= Math.max(reminder.at, Date.now()) ? end : reminder;
}

/**
 * What a reminder of the approvers leaves: when the next one is due, as long as the program wants more. Invitations of
 * the first edition are reminded once and say nothing of it.
 */
export function afterEscalation(
  { escalations = 0 }: Pick<InvitationSnapshot, 'escalations'>,
  { escalateEvery, maxEscalations }: InvitationPolicy,
): Pick<InvitationSnapshot, 'escalateAt' | 'escalations'> {
  if (maxEscalations === undefined) return {};
  const done = escalations + 1;
  const next = escalateEvery !== undefined && done < maxEscalations ? durationMs(escalateEvery) : undefined;
  return {
    escalations: done,
    ...(next !== undefined && { escalateAt: new Date(Date.now() + next).toISOString() }),
  };
}

/** In which the invitee has a link and is reminded of it. */
const REMINDED: readonly InvitationStatus[] = ['sent', 'returned'];

/**
 * The reminders still to come, in order: offsets from sending (`P3D`) and from expiry (`-P1D`), and the
 * one the invitee asked for. Derived, so that resending or extending moves them along.
 */
export function reminderInstants(state: InvitationSnapshot, offsets: readonly string[]): string[] {
  if (!REMINDED.includes(state.status) || !state.sentAt) return [];
  const sentAt = Date.parse(state.sentAt);
  const expiresAt = Date.parse(state.expiresAt);
  const planned = state.remindersStopped ? [] : offsets.map((offset) => instantOf(offset, sentAt, expiresAt));
  const asked = state.remindLaterAt ? [Date.parse(state.remindLaterAt)] : [];
  const done = Math.max(Date.parse(state.remindedUntil), sentAt);
  return [...new Set([...planned, ...asked])]
    .filter((instant) => instant > done && instant < expiresAt)
    .sort((one, other) => one - other)
    .map((instant) => new Date(instant).toISOString());
}

/** The reminder that the invitee asked for is due and was not sent yet. */
export function isAskedForNow({ remindLaterAt, reminderInstants: toCome }: InvitationSnapshot): boolean {
  return (
    remindLaterAt !== undefined && toCome.includes(remindLaterAt) && Date.parse(remindLaterAt) <= Date.now()
  );
}

function instantOf(offset: string, sentAt: number, expiresAt: number): number {
  const ms = offsetMs(offset) ?? Infinity;
  return ms < 0 ? expiresAt + ms : sentAt + ms;
}
