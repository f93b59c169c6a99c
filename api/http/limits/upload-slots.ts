import { Places, type PlaceLimits } from './places';
import { Problem } from '../problem';
import { ipKey } from '../../../domain/security/ip-key';

/** Files that are taken in: two of an account, and no handful of accounts has all places. */
const FILES: PlaceLimits = { each: 2, all: 32 };
/** Large bodies of strangers (events of a provider, up to a megabyte), by address. */
const STRANGERS: PlaceLimits = { each: 4, all: 128 };
/** Files of strangers who have a genuine link, up to 20 MB: fewer, because they are larger. */
const FILES_OF_STRANGERS: PlaceLimits = { each: 4, all: 16 };
/** Files that are parsed and stored at the same time; more would only need more memory. */
const WORKED_ON = 8;
const RETRY_AFTER_SECONDS = 5;

const files = new Places(FILES);
const ofStrangers = new Places(STRANGERS);
const filesOfStrangers = new Places(FILES_OF_STRANGERS);

/** Who sends a large body: an account, or a stranger at an address. */
export type Uploader = { readonly accountId: string } | { readonly ip: string; readonly limitBytes: number };

const MEGABYTE = 1024 * 1024;

/**
 * Takes a place for a large body while it comes in and is worked on; the answer gives it back.
 *
 * @throws {@link Problem} 429 `rate-limited` when the sender has its share, 503 `overloaded` when all are taken
 */
export function takeUploadSlot(uploader: Uploader): () => void {
  const place =
    'accountId' in uploader
      ? files.take(uploader.accountId)
      : (uploader.limitBytes > MEGABYTE ? filesOfStrangers : ofStrangers).take(ipKey(uploader.ip));
  if (typeof place === 'function') return place;
  if (place === 'all') throw new Problem('overloaded', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  throw new Problem('rate-limited', {
    detail: `An account sends ${FILES.each} files at a time.`,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

let working = 0;
const waiting: (() => void)[] = [];

/** Works on a file that has arrived as soon as few others are worked on, in the order of arrival. */
export async function inUploadTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working < WORKED_ON) working += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) working -= 1;
    else next();
  }
}
