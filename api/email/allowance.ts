import {
  AllowanceUsedUp,
  withEmailAllowance,
  type EmailLimits,
  type Sending,
} from '../../domain/email/allowance';
import { type ApiDeps, type Caller, isUnclear, Problem } from '../http';

/** Enough for an afternoon's work on texts. */
const SAMPLES_PER_DAY = 50;

/**
 * {@link withEmailAllowance} for what goes through Temporal, so that nothing is taken while that is away.
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
  const allowance = { counters: deps.stores.emailCounters, limits, mayBeSent: isUnclear };
  try {
    return await withEmailAllowance(allowance, who, send);
  } catch (error) {
    throw error instanceof AllowanceUsedUp ? rateLimited(error) : error;
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

function rateLimited({ whose, until }: AllowanceUsedUp): Problem {
  return new Problem('rate-limited', {
    detail:
      whose === 'account'
        ? 'The daily number of invitation e-mails of this account is used up.'
        : 'The daily number of e-mails from this account to this recipient is used up.',
    retryAfterSeconds: (until.getTime() - Date.now()) / 1000,
  });
}
