import type { EmailAllowance } from '../../domain/ports';
import { parseEmailAddress } from '../../domain/email-address';
import type { EmailLimits } from '../../domain/email/allowance';
import type { Stores } from '../../models';

/** The counters that the API takes from as well, and those of copies, from which it does not. */
export function createEmailAllowance(
  { emailCounters }: Pick<Stores, 'emailCounters'>,
  limits: EmailLimits,
): EmailAllowance {
  const keyOf = (to: string) => parseEmailAddress(to)?.key ?? to;
  const who = (accountId: string, to: string) => ({ accountId, emailKey: keyOf(to) });
  // No account has such an ID: what it may send itself must not tell how many people get copies.
  const copies = (accountId: string, to: string) => who(`copies of ${accountId}`, to);
  const notices = (accountId: string) => ({ accountId, emailKey: 'notices' });
  return {
    take: async (accountId, to) => (await emailCounters.take(who(accountId, to), limits)) === 'ok',
    giveBack: (accountId, to) => emailCounters.refund(who(accountId, to)),
    takeCopy: async (accountId, to) => (await emailCounters.take(copies(accountId, to), limits)) === 'ok',
    giveBackCopy: (accountId, to) => emailCounters.refund(copies(accountId, to)),
    takeNotice: async (accountId) =>
      (await emailCounters.take(notices(accountId), { ...limits, dailyEmailsPerRecipient: 0 })) === 'ok',
    giveBackNotice: (accountId) => emailCounters.refund(notices(accountId)),
    takeOverall: (to) => emailCounters.takeOverall(keyOf(to), limits),
    giveBackOverall: (to) => emailCounters.refundOverall(keyOf(to)),
  };
}
