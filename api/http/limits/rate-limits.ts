import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Attempts, Stores } from '../../../models';
import { Problem } from '../problem';
import { applyLimits } from './apply-limits';
import { ipBucket, ipKey } from '../../../domain/security/ip-key';
import { sha256 } from '../../../domain/security/secrets';

export interface RateLimitSettings {
  /** Per minute; 0 switches a limit off. */
  readonly requestsPerMinutePerKey: number;
  readonly publicRequestsPerMinutePerIp: number;
  /** Failed sign-ins in 15 minutes per user and IP. */
  readonly loginAttempts: number;
}

/** Who tries to sign in, and from where. */
export interface SignInAttempt {
  /** The key of the address, or what was typed in its place. */
  readonly who: string;
  readonly ip: string;
  /** A browser in which this very user has signed in before. */
  readonly deviceId?: string | undefined;
}

const MINUTE_SECONDS = 60;
const QUARTER_MS = 15 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Enough for somebody who looks in the wrong mailbox, too few to fill one. */
const RESETS_PER_HOUR = 5;
/** Failed sign-ins of one address over all users: more than an office full of people forgets. */
const IP_FACTOR = 5;
/** Failed sign-ins of one user from unknown browsers all over the world. */
const USER_FACTOR = 10;
const MOST_KNOWN_CREDENTIALS = 10_000;

export type RateLimits = ReturnType<typeof createRateLimits>;

/**
 * Counts calls and throws 429 `rate-limited` over the limit. Calls per minute are counted by each process in bounded
 * memory; sign-ins and reset e-mails in the database, so that all processes share them.
 */
export function createRateLimits(settings: RateLimitSettings, stores: () => Pick<Stores, 'attempts'>) {
  const perKey = limiter(settings.requestsPerMinutePerKey);
  const perIp = limiter(settings.publicRequestsPerMinutePerIp);
  const refusals = limiter(settings.publicRequestsPerMinutePerIp);
  const known = new Set<string>();
  return {
    signedInCall: (credentialId: string) => consume(perKey, credentialId),
    publicCall: (ip: string) => consume(perIp, ipBucket(ip)),
    /** Throws for an address that was refused too often, unless the credential has opened this process before. */
    async mayTry(ip: string, credential: string | undefined): Promise<void> {
      if (credential !== undefined && known.has(sha256(credential))) return;
      const state = await refusals?.get(ipBucket(ip));
      if (state != null && state.consumedPoints >= settings.publicRequestsPerMinutePerIp)
        throw limited(state.msBeforeNext);
    },
    /** Counts a call that was refused for its credential or signature. */
    async refused(ip: string): Promise<void> {
      await refusals?.penalty(ipBucket(ip));
    },
    /** Remembers a credential that opened something. */
    opened(credential: string): void {
      known.add(sha256(credential));
      const [oldest] = known;
      if (known.size > MOST_KNOWN_CREDENTIALS && oldest !== undefined) known.delete(oldest);
    },
    ...signInLimits(settings.loginAttempts, stores),
    ...applyLimits(settings.publicRequestsPerMinutePerIp > 0, stores, limited),
  };
}

function signInLimits(most: number, stores: () => Pick<Stores, 'attempts'>) {
  return {
    /** Counts a sign-in as failed until `signedIn` takes it back. */
    async signInAttempt(attempt: SignInAttempt): Promise<void> {
      const { attempts } = stores();
      const taken: Attempts[] = [];
      for (const one of countersOf(attempt, most)) {
        const waitMs = await attempts.take(one);
        if (waitMs !== undefined) {
          for (const other of taken) await attempts.giveBack(other);
          throw limited(waitMs);
        }
        taken.push(one);
      }
    },
    async signedIn(attempt: SignInAttempt): Promise<void> {
      if (most === 0) return;
      const { attempts } = stores();
      for (const one of countersOf(attempt, most)) {
        await (one.what === 'pair' || one.what === 'device' ? attempts.forget(one) : attempts.giveBack(one));
      }
    },
    /** Whether one more e-mail to reset the password may go to the address. */
    mayMailReset: async (email: string): Promise<boolean> => {
      const resets = { what: 'reset', who: email, most: RESETS_PER_HOUR, windowMs: HOUR_MS } as const;
      return (await stores().attempts.take(resets)) === undefined;
    },
  };
}

/**
 * A browser that the user has signed in with before counts for itself, so that no stranger locks anybody out; all
 * others count for their address, for the user and for both together. The address comes first: one that is refused
 * makes no further counter.
 */
function countersOf({ who, ip, deviceId }: SignInAttempt, most: number): Attempts[] {
  const windowMs = QUARTER_MS;
  if (deviceId !== undefined) return [{ what: 'device', who: `${deviceId}|${who}`, most, windowMs }];
  return [
    { what: 'ip', who: ipKey(ip), most: IP_FACTOR * most, windowMs },
    { what: 'pair', who: `${ipKey(ip)}|${who}`, most, windowMs },
    { what: 'user', who, most: USER_FACTOR * most, windowMs },
  ];
}

function limiter(points: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: MINUTE_SECONDS });
}

async function consume(counter: RateLimiterMemory | undefined, key: string): Promise<void> {
  try {
    await counter?.consume(key);
  } catch (error) {
    throw error instanceof RateLimiterRes ? limited(error.msBeforeNext) : error;
  }
}

function limited(waitMs: number): Problem {
  return new Problem('rate-limited', { retryAfterSeconds: waitMs / 1000 });
}
