import type { EmailLimits } from '../../models';
import type { Caller } from '../http/caller';
import type { ApiDeps } from '../deps';
import { isUnclear, Problem } from '../http/problem';

/** Enough for an afternoon's work on texts. */
const SAMPLES_PER_DAY = 50;

/** Who is mailed by whom. */
interface Sending {
  readonly accountId: string;
  /** Normalised address of the recipient, or what else is counted. */
  readonly emailKey: string;
}

/**
 * Takes one e-mail from what the account may send in a day, in all and to this recipient, and runs what sends
 * it. What was refused is given back; what may be sent all the same counts. All of it goes through Temporal, so
 * that nothing is taken while that is away.
 *
 * @throws {@link Problem} 429 `rate-limited` with Retry-After until the next day (UTC), 503
 */
export async function withAllowance<T>(
  deps: ApiDeps,
  who: Sending,
  send: () => Promise<T>,
  limits: EmailLimits = deps.settings,
): Promise<T> {
  await deps.temporal.ensureUsable();
  const at = new Date();
  const taken = await deps.stores.emailCounters.take(who, limits, at);
  if (taken !== 'ok') throw usedUp(taken, at);
  try {
    return await send();
  } catch (error) {
    if (!isUnclear(error)) await deps.stores.emailCounters.refund(who, at).catch(() => undefined);
    throw error;
  }
}

/**
 * {@link withAllowance} for samples that somebody mails to themselves while working on a text: they count for
 * the account, but not as e-mails to that address.
 *
 * @throws {@link Problem} 429 `rate-limited`
 */
export async function withSampleAllowance<T>(
  deps: ApiDeps,
  { accountId, userId }: Caller,
  send: () => Promise<T>,
): Promise<T> {
  const { dailyEmailsPerAccount, dailyEmailsPerRecipient } = deps.settings;
  const perPerson = dailyEmailsPerRecipient === 0 ? 0 : SAMPLES_PER_DAY;
  const limits = { dailyEmailsPerAccount, dailyEmailsPerRecipient: perPerson };
  return withAllowance(deps, { accountId, emailKey: `samples of ${userId}` }, send, limits);
}

function usedUp(whose: 'account' | 'recipient', now: Date): Problem {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return new Problem('rate-limited', {
    detail:
      whose === 'account'
        ? 'The daily number of invitation e-mails of this account is used up.'
        : 'The daily number of e-mails from this account to this recipient is used up.',
    retryAfterSeconds: (midnight - now.getTime()) / 1000,
  });
}
