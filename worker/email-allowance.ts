import type { EmailAllowance } from '../activities/ports';
import { parseEmailAddress, type EmailLimits, type Stores } from '../models';

/** The counters that the API takes from as well. */
export function createEmailAllowance(
  { emailCounters }: Pick<Stores, 'emailCounters'>,
  limits: EmailLimits,
): EmailAllowance {
  const who = (accountId: string, to: string) => ({ accountId, emailKey: parseEmailAddress(to)?.key ?? to });
  return {
    take: async (accountId, to) => (await emailCounters.take(who(accountId, to), limits)) === 'ok',
    giveBack: (accountId, to) => emailCounters.refund(who(accountId, to)),
  };
}
