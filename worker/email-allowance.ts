import type { EmailAllowance } from '../activities/ports';
import { parseEmailAddress, type EmailLimits, type Stores } from '../models';

/** The counters that the API takes from as well. */
export function createEmailAllowance(
  { emailCounters }: Pick<Stores, 'emailCounters'>,
  limits: EmailLimits,
): EmailAllowance {
  const keyOf = (to: string) => parseEmailAddress(to)?.key ?? to;
  const who = (accountId: string, to: string) => ({ accountId, emailKey: keyOf(to) });
  return {
    take: async (accountId, to) => (await emailCounters.take(who(accountId, to), limits)) === 'ok',
    giveBack: (accountId, to) => emailCounters.refund(who(accountId, to)),
    takeOverall: (to) => emailCounters.takeOverall(keyOf(to), limits),
    giveBackOverall: (to) => emailCounters.refundOverall(keyOf(to)),
  };
}
