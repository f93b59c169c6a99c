import type { Attempts, Stores } from '../../../models';
import { ipKey } from '../../../domain/security/ip-key';

const HOUR_MS = 60 * 60 * 1000;
/** An office full of people behind one address, and far from a mailing. */
const PER_IP = 20;
/** A page that is shared widely. */
const PER_PROGRAM = 200;
const PER_ACCOUNT_AND_DAY = 1_000;
/** Enough for somebody who looks in the wrong mailbox. */
const PER_ADDRESS = 3;
/** Every file in the form of a link; and what applicants may leave for a day: 10 GB, were all as large as they may be. */
const FILES_PER_IP = 60;
const FILES_PER_ACCOUNT = 500;

/** Where somebody asks for a link to apply, and from where. */
export interface ApplyAttempt {
  readonly ip: string;
  readonly accountId: string;
  readonly program: string;
}

/** Links to apply, counted in the database, so that all processes share the counts. */
export function applyLimits(
  perIpIsOn: boolean,
  stores: () => Pick<Stores, 'attempts'>,
  refuse: (waitMs: number) => Error,
) {
  const takeAll = async (counted: readonly Attempts[]) => {
    for (const attempts of counted) {
      const waitMs = await stores().attempts.take(attempts);
      if (waitMs !== undefined) throw refuse(waitMs);
    }
  };
  return {
    /** Counts one more for the sender, the program and the account; none of it depends on the address typed. */
    async mayAskToApply({ ip, accountId, program }: ApplyAttempt): Promise<void> {
      const counted = [
        { what: 'apply-ip', who: ipKey(ip), most: perIpIsOn ? PER_IP : 0, windowMs: HOUR_MS },
        { what: 'apply-program', who: `${accountId}|${program}`, most: PER_PROGRAM, windowMs: HOUR_MS },
        { what: 'apply-account', who: accountId, most: PER_ACCOUNT_AND_DAY, windowMs: 24 * HOUR_MS },
      ] as const;
      await takeAll(counted);
    },
    /** Counts one more file of somebody who has a link, but no invitation yet. */
    mayUploadToApply: ({ ip, accountId }: Omit<ApplyAttempt, 'program'>): Promise<void> =>
      takeAll([
        { what: 'apply-file-ip', who: ipKey(ip), most: perIpIsOn ? FILES_PER_IP : 0, windowMs: HOUR_MS },
        { what: 'apply-file-account', who: accountId, most: FILES_PER_ACCOUNT, windowMs: HOUR_MS },
      ]),
    /** Whether one more may be mailed to the address. Its answer is told to nobody. */
    mayMailApplicant: async (accountId: string, emailKey: string): Promise<boolean> => {
      const who = `${accountId}|${emailKey}`;
      const attempts = { what: 'apply-address', who, most: PER_ADDRESS, windowMs: HOUR_MS } as const;
      return (await stores().attempts.take(attempts)) === undefined;
    },
  };
}
