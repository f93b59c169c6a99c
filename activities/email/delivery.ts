import { ApplicationFailure } from '@temporalio/common';
import { failureOf } from '../../workflows/contract';
import type { Letter } from './messages';
import { MailDeferredError, MailRefusedError, type ActivityDependencies } from '../../domain/ports';

type Deps = Pick<ActivityDependencies, 'outbox' | 'mailer'>;

/** A bit more than the activity's 30 s, so that a claim outlives the attempt that made it. */
const LEASE_MS = 40_000;

/** How soon to look again at a message that another attempt holds. */
const BUSY_RETRY_MS = 5_000;

/** What became of one letter in this attempt. */
export interface Delivery {
  readonly letter: Letter;
  readonly outcome: 'sent' | 'skipped' | 'refused' | 'later';
  /** The provider's own wish. */
  readonly retryAfterMs?: number;
  /** What went wrong, as a code such as `ECONNRESET` or `HTTP_503`: never text of the provider. */
  readonly code?: string;
}

/** Hands one letter over unless that happened before; the outbox decides. Never throws. */
export async function deliverOnce(
  deps: Deps,
  letter: Letter,
  owner: { readonly invitationId?: string; readonly accountId: string },
): Promise<Delivery> {
  const { messageId, template, to } = letter;
  try {
    const claim = await deps.outbox.claim({ messageId, ...owner, template, to: to.email }, LEASE_MS);
    if (claim === 'busy') return { letter, outcome: 'later', retryAfterMs: BUSY_RETRY_MS, code: 'BUSY' };
    if (claim === 'refused') return { letter, outcome: 'refused' };
    if (claim === 'done') return { letter, outcome: 'skipped' };
  } catch (error) {
    return { letter, outcome: 'later', code: codeOf(error) };
  }
  return handOver(deps, letter);
}

/** Every e-mail is written by a program (RFC 3834): what answers by itself leaves it alone. */
const NO_ANSWER = { 'Auto-Submitted': 'auto-generated' } as const;

async function handOver(deps: Deps, letter: Letter): Promise<Delivery> {
  try {
    const mail = letter.mail();
    await deps.mailer.send({ ...mail, headers: { ...mail.headers, ...NO_ANSWER } });
  } catch (error) {
    if (error instanceof MailRefusedError) return settled(deps, letter, 'refused');
    // If this fails too, the lease runs out by itself.
    await deps.outbox.release(letter.messageId).catch(() => undefined);
    const retryAfterMs = error instanceof MailDeferredError ? error.retryAfterMs : undefined;
    return { letter, outcome: 'later', code: codeOf(error), ...(retryAfterMs && { retryAfterMs }) };
  }
  return settled(deps, letter, 'sent');
}

/**
 * The e-mail has left or never will: a note that cannot be written must not make this attempt fail, or the
 * next one would send it again.
 */
export async function settled(deps: Deps, letter: Letter, outcome: 'sent' | 'refused'): Promise<Delivery> {
  const settle = () => deps.outbox.settle(letter.messageId, outcome);
  await settle()
    .catch(settle)
    .catch(() => undefined);
  return { letter, outcome };
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
const COURTESIES: readonly string[] = ['share-notification-admin', 'partnership-notice'];

/** A refusal counts when it left nobody informed. */
function failed(deliveries: readonly Delivery[]): boolean {
  const counting = deliveries.filter(({ letter }) => !COURTESIES.includes(letter.template));
  const informed = new Set(
    counting.filter(({ outcome }) => outcome !== 'refused').map(({ letter }) => letter.template),
  );
  return counting.some(({ letter }) => !informed.has(letter.template));
}

/** Codes are fixed words such as `ECONNREFUSED`; anything that could be a name or an address is not one. */
export function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}
