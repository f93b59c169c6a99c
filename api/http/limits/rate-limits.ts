import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Attempts, Stores } from '../../../models';
import { Problem } from '../problem';
import { ipBucket, ipKey } from './ip-key';

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

/** Counts calls and throws 429 `rate-limited` over the limit. */
export interface RateLimits {
  signedInCall(credentialId: string): Promise<void>;
  publicCall(ip: string): Promise<void>;
  /** Throws for an address that was refused too often, unless the credential has opened this process before. */
  mayTry(ip: string, credential: string | undefined): Promise<void>;
  /** Counts a call that was refused for its credential or signature. */
  refused(ip: string): Promise<void>;
  /** Remembers a credential that opened something. */
  opened(credential: string): void;
  /** Counts a sign-in as failed until {@link signedIn} takes it back. */
  signInAttempt(attempt: SignInAttempt): Promise<void>;
  signedIn(attempt: SignInAttempt): Promise<void>;
  /** Whether one more e-mail to reset the password may go to the address. */
  mayMailReset(email: string): Promise<boolean>;
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

/**
 * Calls per minute are counted by each process in bounded memory; sign-ins and reset e-mails in the database, so
 * that all processes share them.
 */
export function createRateLimits(
  settings: RateLimitSettings,
  stores: () => Pick<Stores, 'attempts'>,
): RateLimits {
  const perKey = limiter(settings.requestsPerMinutePerKey);
  const perIp = limiter(settings.publicRequestsPerMinutePerIp);
  const refusals = limiter(settings.publicRequestsPerMinutePerIp);
  const known = new Set<string>();
  return {
    signedInCall: (credentialId) => consume(perKey, credentialId),
    publicCall: (ip) => consume(perIp, ipBucket(ip)),
    async mayTry(ip, credential) {
      if (credential !== undefined && known.has(digest(credential))) return;
      const state = await refusals?.get(ipBucket(ip));
      if (state != null && state.consumedPoints >= settings.publicRequestsPerMinutePerIp)
        throw limited(state.msBeforeNext);
    },
    async refused(ip) {
      await refusals?.penalty(ipBucket(ip));
    },
    opened(credential) {
      known.add(digest(credential));
      const [oldest] = known;
      if (known.size > MOST_KNOWN_CREDENTIALS && oldest !== undefined) known.delete(oldest);
    },
    ...signInLimits(settings.loginAttempts, stores),
  };
}

function signInLimits(
  most: number,
  stores: () => Pick<Stores, 'attempts'>,
): Pick<RateLimits, 'signInAttempt' | 'signedIn' | 'mayMailReset'> {
  return {
    async signInAttempt(attempt) {
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
    async signedIn(attempt) {
      if (most === 0) return;
      const { attempts } = stores();
      for (const one of countersOf(attempt, most)) {
        await (one.what === 'pair' || one.what === 'device' ? attempts.forget(one) : attempts.giveBack(one));
      }
    },
    mayMailReset: async (email) => {
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

function digest(credential: string): string {
  return createHash('sha256').update(credential).digest('base64url');
}
