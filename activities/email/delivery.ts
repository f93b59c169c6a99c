import { ApplicationFailure } from '@temporalio/common';
import { failureOf } from '../../workflows/contract';
import type { EmailMessage } from './messages';
import {
  MailDeferredError,
  MailRefusedError,
  type ActivityDependencies,
  type OutboxOutcome,
} from '../../domain/ports';

type Deps = Pick<ActivityDependencies, 'outbox' | 'mailer'>;

/** A bit more than the activity's 30 s, so that a claim outlives the attempt that made it. */
const LEASE_MS = 40_000;

/** How soon to look again at a message that another attempt holds. */
const BUSY_RETRY_MS = 5_000;

/** What became of one message in this attempt. */
export interface Delivery {
  readonly message: EmailMessage;
  readonly outcome: 'sent' | 'skipped' | 'refused' | 'later';
  /** The provider's own wish. */
  readonly retryAfterMs?: number;
  /** What went wrong, as a code such as `ECONNRESET` or `HTTP_503`: never text of the provider. */
  readonly code?: string;
}

/** Says of a message that is claimed whether it leaves, or what becomes of it instead. */
export type Admission = () => Promise<'send' | 'collected' | 'muted'>;

/** Hands one message over unless that happened before; the outbox decides. Never throws. */
export async function deliverOnce(
  deps: Deps,
  message: EmailMessage,
  {
    keepsAddress = true,
    ...owner
  }: {
    readonly invitationId?: string;
    readonly accountId: string;
    /** False for an address that nobody has proven yet: the outbox does not keep it. */
    readonly keepsAddress?: boolean;
  },
  admit?: Admission,
): Promise<Delivery> {
  const { messageId, template, to } = message;
  const address = keepsAddress ? to.email : '';
  try {
    const claim = await deps.outbox.claim({ messageId, ...owner, template, to: address }, LEASE_MS);
    if (claim === 'busy') return { message, outcome: 'later', retryAfterMs: BUSY_RETRY_MS, code: 'BUSY' };
    if (claim === 'refused') return { message, outcome: 'refused' };
    if (claim === 'done') return { message, outcome: 'skipped' };
  } catch (error) {
    return { message, outcome: 'later', code: codeOf(error) };
  }
  const admitted = await askAdmission(deps, message, admit);
  if (typeof admitted !== 'string') return admitted;
  return admitted === 'send' ? handOver(deps, message) : settled(deps, message, admitted);
}

/** What cannot be found out now is asked again by the next attempt. */
async function askAdmission(
  deps: Deps,
  message: EmailMessage,
  admit: Admission = () => Promise.resolve('send'),
): Promise<Awaited<ReturnType<Admission>> | Delivery> {
  try {
    return await admit();
  } catch (error) {
    await deps.outbox.release(message.messageId).catch(() => undefined);
    return { message, outcome: 'later', code: codeOf(error) };
  }
}

/** Every e-mail is written by a program (RFC 3834): what answers by itself leaves it alone. */
const NO_ANSWER = { 'Auto-Submitted': 'auto-generated' } as const;

async function handOver(deps: Deps, message: EmailMessage): Promise<Delivery> {
  try {
    const mail = await message.mail();
    await deps.mailer.send({ ...mail, headers: { ...mail.headers, ...NO_ANSWER } });
  } catch (error) {
    if (error instanceof MailRefusedError) return settled(deps, message, 'refused');
    // If this fails too, the lease runs out by itself.
    await deps.outbox.release(message.messageId).catch(() => undefined);
    const retryAfterMs = error instanceof MailDeferredError ? error.retryAfterMs : undefined;
    return { message, outcome: 'later', code: codeOf(error), ...(retryAfterMs && { retryAfterMs }) };
  }
  return settled(deps, message, 'sent');
}

/**
 * The e-mail has left or never will: a note that cannot be written must not make this attempt fail, or the
 * next one would send it again.
 */
export async function settled(deps: Deps, message: EmailMessage, outcome: OutboxOutcome): Promise<Delivery> {
  const settle = () => deps.outbox.settle(message.messageId, outcome);
  await settle()
    .catch(settle)
    .catch(() => undefined);
  return { message, outcome: outcome === 'sent' || outcome === 'refused' ? outcome : 'skipped' };
}

export function conclude(deliveries: readonly Delivery[]): void {
  const later = deliveries.filter(({ outcome }) => outcome === 'later');
  if (later.length > 0) {
    const waits = later.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
    throw ApplicationFailure.create({
      message: `${later.length} of ${deliveries.length} e-mails could not be handed over yet.`,
      type: waits.length > 0 ? 'EmailDeferred' : 'EmailFailed',
      details: [{ codes: [...new Set(later.flatMap(({ code }) => code ?? []))] }],
      ...(waits.length > 0 && { nextRetryDelay: Math.max(...waits) }),
    });
  }
  if (failed(deliveries)) throw failureOf({ type: 'EmailRefused' });
}

/** Administrators are told as a courtesy. */
const COURTESIES: readonly string[] = [
  'share-notification-admin',
  'partnership-notice',
  'partner-user-added',
];

/** A refusal counts when it left nobody informed. */
function failed(deliveries: readonly Delivery[]): boolean {
  const counting = deliveries.filter(({ message }) => !COURTESIES.includes(message.template));
  const informed = new Set(
    counting.filter(({ outcome }) => outcome !== 'refused').map(({ message }) => message.template),
  );
  return counting.some(({ message }) => !informed.has(message.template));
}

/** Codes are fixed words such as `ECONNREFUSED`; anything that could be a name or an address is not one. */
export function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}
