import { ApplicationFailure } from '@temporalio/common';
import { failureOf, type SendEmailInput } from '../workflows/contract';
import { lettersOf, type Letter } from './letters';
import {
  MailDeferredError,
  MailRefusedError,
  type ActivityDependencies,
  type InvitationLetterData,
} from './ports';

type Deps = Pick<ActivityDependencies, 'letters' | 'outbox' | 'mailer' | 'links' | 'mailFrom'>;

/** A bit more than the activity's 30 s, so that a claim outlives the attempt that made it. */
const LEASE_MS = 40_000;

/** No e-mail is begun later than this into an attempt: with a mailer's 15 s it still ends within 30 s. */
const BEGIN_WITHIN_MS = 12_000;

/** Approvers and administrators are written to side by side, few enough for any provider. */
const AT_ONCE = 4;

/** How soon to look again at a message that another attempt holds. */
const BUSY_RETRY_MS = 5_000;

/** What became of one letter in this attempt. */
interface Result {
  readonly letter: Letter;
  readonly outcome: 'sent' | 'skipped' | 'refused' | 'later';
  /** The provider's own wish. */
  readonly retryAfterMs?: number;
  /** What went wrong, as a code such as `ECONNRESET` or `HTTP_503`: never text of the provider. */
  readonly code?: string;
}

/**
 * Sends the e-mails of one moment in an invitation's life.
 *
 * Safe to retry: every message is claimed in the outbox first, so one that left is not sent again; only a
 * crash between the provider's answer and our note of it can send a message a second time.
 */
export function createSendEmail(deps: Deps): (input: SendEmailInput) => Promise<void> {
  return async (input) => {
    const data = await load(deps, input);
    if (data === undefined) throw failureOf({ type: 'InvitationMissing' });
    const startedAt = performance.now();
    const mayBegin = () => performance.now() - startedAt < BEGIN_WITHIN_MS;
    const queue = lettersOf(input, data, deps)
      .filter((letter) => !isUnwanted(letter, data))
      .values();
    const results: Result[] = [];
    const sender = async () => {
      for (const letter of queue) {
        results.push(mayBegin() ? await deliver(deps, letter, input, data) : { letter, outcome: 'later' });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    conclude(results);
  };
}

async function load({ letters }: Deps, input: SendEmailInput): Promise<InvitationLetterData | undefined> {
  try {
    return await letters.letterData(input.invitationId, input.reasonRef);
  } catch (error) {
    throw ApplicationFailure.retryable('The invitation could not be read.', 'EmailFailed', codeOf(error));
  }
}

/** Who pressed unsubscribe, bounced or complained is not reminded. */
function isUnwanted({ template }: Letter, { suppressed }: InvitationLetterData): boolean {
  return suppressed && template === 'reminder';
}

/** The first invitation to such a contact fails visibly; a resend is the inviter's explicit wish. */
function isSuppressed({ template }: Letter, input: SendEmailInput, data: InvitationLetterData): boolean {
  const isFirst = template === 'invitation' || template === 'share-notification';
  return data.suppressed && isFirst && input.tokenVersion <= 1;
}

async function deliver(
  deps: Deps,
  letter: Letter,
  input: SendEmailInput,
  data: InvitationLetterData,
): Promise<Result> {
  const { messageId, template, to } = letter;
  const { invitationId, accountId } = data;
  try {
    const message = { messageId, invitationId, accountId, template, to: to.email };
    const claim = await deps.outbox.claim(message, LEASE_MS);
    if (claim === 'busy') return { letter, outcome: 'later', retryAfterMs: BUSY_RETRY_MS, code: 'BUSY' };
    if (claim === 'refused') return { letter, outcome: 'refused' };
    if (claim === 'done') return { letter, outcome: 'skipped' };
  } catch (error) {
    return { letter, outcome: 'later', code: codeOf(error) };
  }
  if (isSuppressed(letter, input, data)) return settled(deps, letter, 'refused');
  return handOver(deps, letter);
}

async function handOver(deps: Deps, letter: Letter): Promise<Result> {
  try {
    await deps.mailer.send(letter.mail());
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
async function settled(deps: Deps, letter: Letter, outcome: 'sent' | 'refused'): Promise<Result> {
  const settle = () => deps.outbox.settle(letter.messageId, outcome);
  await settle()
    .catch(settle)
    .catch(() => undefined);
  return { letter, outcome };
}

function conclude(results: readonly Result[]): void {
  const later = results.filter(({ outcome }) => outcome === 'later');
  if (later.length > 0) {
    const waits = later.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
    throw ApplicationFailure.create({
      message: `${later.length} of ${results.length} e-mails could not be handed over yet.`,
      type: waits.length > 0 ? 'EmailDeferred' : 'EmailFailed',
      details: [{ codes: [...new Set(later.flatMap(({ code }) => code ?? []))] }],
      ...(waits.length > 0 && { nextRetryDelay: Math.max(...waits) }),
    });
  }
  if (failed(results)) throw failureOf({ type: 'EmailRefused' });
}

/** A refusal counts when it left nobody informed; the administrators' copy is a courtesy. */
function failed(results: readonly Result[]): boolean {
  const counting = results.filter(({ letter }) => letter.template !== 'share-notification-admin');
  const informed = new Set(
    counting.filter(({ outcome }) => outcome !== 'refused').map(({ letter }) => letter.template),
  );
  return counting.some(({ letter }) => !informed.has(letter.template));
}

/** Codes are fixed words such as `ECONNREFUSED`; anything that could be a name or an address is not one. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}
