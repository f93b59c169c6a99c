import type { ApiDeps } from '../../deps';
import type { Origin } from '../origin';
import { Problem } from '../problem';
import { readCookie, SESSION_COOKIE } from '../cookies';

/**
 * Looks at a credential unless its sender was refused too often in this minute; whoever was let in before is never
 * kept out for what others at the same address do.
 *
 * @throws {@link Problem} 429 `rate-limited`, and what `work` throws
 */
export async function whileFewFail<T>(
  deps: ApiDeps,
  origin: Pick<Origin, 'ip' | 'headers'>,
  work: () => Promise<T>,
): Promise<T> {
  const { ip, headers } = origin;
  const credential = headers.authorization ?? readCookie(origin, SESSION_COOKIE);
  await deps.rateLimits.mayTry(ip, credential);
  try {
    const outcome = await work();
    if (credential !== undefined && outcome !== undefined) deps.rateLimits.opened(credential);
    return outcome;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) await deps.rateLimits.refused(ip);
    throw error;
  }
}
