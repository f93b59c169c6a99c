import { TemporalLateError } from './unavailable';

/** Runs a call that is given so many milliseconds. */
export type Bound = <T>(ms: number, call: () => Promise<T>) => Promise<T>;

/**
 * Runs a call that must not take longer than `ms`, whatever the library underneath makes of its deadline
 * (grpc-js sleeps past it between retries).
 *
 * @throws {@link TemporalLateError} a little after `ms`, so that the library's own error comes first
 */
export async function bounded<T>(ms: number, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TemporalLateError('Temporal took too long.')), ms + GRACE_MS);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}

const GRACE_MS = 50;
