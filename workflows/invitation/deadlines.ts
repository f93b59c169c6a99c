import { offsetMs, type InvitationSnapshot, type InvitationStatus } from '../contract';
import { isOpen } from '../contract/transitions';

/** The next thing that happens by itself. `at` is in milliseconds since the epoch. */
export interface Deadline {
  readonly kind: 'expiry' | 'reminder' | 'escalation';
  readonly at: number;
}

/** What decides about the next deadline. */
type Dated = Pick<InvitationSnapshot, 'status' | 'escalateAt' | 'expiresAt' | 'reminderInstants'>;

/** The nearest deadline of an invitation; an expiry that is due comes before anything else. */
export function nextDeadline(state: Dated): Deadline | undefined {
  if (state.status === 'pending_approval') {
    return state.escalateAt ? { kind: 'escalation', at: Date.parse(state.escalateAt) } : undefined;
  }
  if (!isOpen(state.status)) return undefined;
  const expiry: Deadline = { kind: 'expiry', at: Date.parse(state.expiresAt) };
  const [reminder] = state.reminderInstants;
  if (!reminder || expiry.at <= Date.now() || Date.parse(reminder) >= expiry.at) return expiry;
  return { kind: 'reminder', at: Date.parse(reminder) };
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
