import { EngineError, NotApplicable, type Log } from './types';

/** Gives an engine, where it can. */
export interface Provider<T> {
  readonly name: string;
  /** What a person does to make it work; listed when no provider does. */
  readonly remedy: string;
  /** @throws {@link NotApplicable} when it cannot be used here. */
  take(): Promise<T>;
}

/**
 * Takes the first provider that applies and prints one line for each that is passed over.
 *
 * @throws {@link EngineError} listing every provider's reason and remedy when none applies.
 */
export async function firstProvider<T>(
  what: string,
  providers: readonly Provider<T>[],
  log: Log,
): Promise<T> {
  const reasons: string[] = [];
  for (const provider of providers) {
    try {
      return await provider.take();
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw error;
      reasons.push(`  - ${provider.remedy} (${provider.name}: ${error.message})`);
      log(`${what}: passing over ${provider.name}: ${error.message}`);
    }
  }
  throw new EngineError(`${what} could not be brought up. Do one of these:\n${reasons.join('\n')}`);
}
