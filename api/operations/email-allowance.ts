import type { ApiDeps } from '../deps';
import { Problem } from '../problem';

/** Who is mailed by whom. */
interface Sending {
  readonly accountId: string;
  /** Normalised address of the recipient. */
  readonly emailKey: string;
}

/**
 * Takes one e-mail from the daily allowances of account and recipient and runs what sends it; what was not
 * sent after all is given back.
 *
 * @throws {@link Problem} 429 `rate-limited` with Retry-After until the next day (UTC)
 */
export async function withAllowance<T>(deps: ApiDeps, who: Sending, send: () => Promise<T>): Promise<T> {
  const at = new Date();
  const taken = await deps.stores.emailCounters.take(who, deps.settings, at);
  if (taken !== 'ok') throw usedUp(taken, at);
  try {
    return await send();
  } catch (error) {
    await deps.stores.emailCounters.refund(who, at).catch(() => undefined);
    throw error;
  }
}

function usedUp(whose: 'account' | 'recipient', now: Date): Problem {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  return new Problem('rate-limited', {
    detail: `The daily number of invitation e-mails of this ${whose} is used up.`,
    retryAfterSeconds: (midnight - now.getTime()) / 1000,
  });
}
