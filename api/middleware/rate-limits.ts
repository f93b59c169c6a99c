import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem';

export interface RateLimitSettings {
  /** Per minute; 0 switches a limit off. */
  readonly requestsPerMinutePerKey: number;
  readonly publicRequestsPerMinutePerIp: number;
  /** Failed sign-ins in 15 minutes per user and IP. */
  readonly loginAttempts: number;
}

/** Counts calls in this process and throws 429 `rate-limited` over the limit. */
export interface RateLimits {
  signedInCall(credentialId: string): Promise<void>;
  publicCall(ip: string): Promise<void>;
  /** Counts a sign-in of this user from this IP as failed until {@link signedIn} takes it back. */
  signInAttempt(email: string, ip: string): Promise<void>;
  signedIn(email: string, ip: string): Promise<void>;
  /** Whether one more e-mail to reset the password may go to the address. */
  mayMailReset(email: string): Promise<boolean>;
}

const MINUTE_SECONDS = 60;
/** Enough for somebody who looks in the wrong mailbox, too few to fill one. */
const RESETS_PER_HOUR = 5;

/** Limits of one process; several processes each count for themselves. */
export function createRateLimits(settings: RateLimitSettings): RateLimits {
  const perKey = limiter(settings.requestsPerMinutePerKey, MINUTE_SECONDS);
  const perIp = limiter(settings.publicRequestsPerMinutePerIp, MINUTE_SECONDS);
  const signIn = limiter(settings.loginAttempts, 15 * MINUTE_SECONDS);
  const resets = limiter(RESETS_PER_HOUR, 60 * MINUTE_SECONDS);
  const signInKey = (email: string, ip: string) => `${ip}|${email}`;
  return {
    signedInCall: (credentialId) => consume(perKey, credentialId),
    publicCall: (ip) => consume(perIp, ip),
    signInAttempt: (email, ip) => consume(signIn, signInKey(email, ip)),
    async signedIn(email, ip) {
      await signIn?.delete(signInKey(email, ip));
    },
    mayMailReset: (email) =>
      consume(resets, email).then(
        () => true,
        () => false,
      ),
  };
}

function limiter(points: number, seconds: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: seconds });
}

async function consume(counter: RateLimiterMemory | undefined, key: string): Promise<void> {
  try {
    await counter?.consume(key);
  } catch (error) {
    throw error instanceof RateLimiterRes ? limited(error) : error;
  }
}

function limited(result: RateLimiterRes): Problem {
  return new Problem('rate-limited', { retryAfterSeconds: result.msBeforeNext / 1000 });
}
