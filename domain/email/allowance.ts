/** Invitation e-mails a day (UTC); 0 turns a limit off. */
export interface EmailLimits {
  readonly dailyEmailsPerAccount: number;
  /** From one account to one address. */
  readonly dailyEmailsPerRecipient: number;
  /** From all accounts together to one address. Above it e-mails wait; nobody is refused. */
  readonly dailyEmailsPerRecipientOverall?: number;
}

/** Who is mailed by whom. */
export interface Sending {
  readonly accountId: string;
  /** Normalised address of the recipient, or what else is counted. */
  readonly emailKey: string;
}

/** The daily number of e-mails of the account, or to this recipient, is used up. */
export class AllowanceUsedUp extends Error {
  override readonly name = 'AllowanceUsedUp';
  constructor(
    readonly whose: 'account' | 'recipient',
    /** When the next day begins (UTC). */
    readonly until: Date,
  ) {
    super(`The allowance of the ${whose} is used up.`);
  }
}

interface Allowance {
  readonly counters: {
    take(who: Sending, limits: EmailLimits, at: Date): Promise<'ok' | 'account' | 'recipient'>;
    refund(who: Sending, at: Date): Promise<void>;
  };
  readonly limits: EmailLimits;
  /** Whether the e-mail may be sent although sending it failed so. */
  readonly mayBeSent: (error: unknown) => boolean;
}

/**
 * Takes one e-mail from what the account may send in a day, in all and to this recipient, and runs what sends it.
 * What was refused is given back; what may be sent all the same counts.
 *
 * @throws {@link AllowanceUsedUp}, and what `send` throws
 */
export async function withEmailAllowance<T>(
  { counters, limits, mayBeSent }: Allowance,
  who: Sending,
  send: () => Promise<T>,
): Promise<T> {
  const at = new Date();
  const taken = await counters.take(who, limits, at);
  if (taken !== 'ok') throw new AllowanceUsedUp(taken, nextDay(at));
  try {
    return await send();
  } catch (error) {
    if (!mayBeSent(error)) await counters.refund(who, at).catch(() => undefined);
    throw error;
  }
}

function nextDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}
