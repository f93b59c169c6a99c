import { EngineError, NotApplicable, type Log } from './types';

/** One way of getting an engine. */
export interface Provider<T> {
  readonly name: string;
  /** What a person does to make this way work; listed when no way does. */
  readonly remedy: string;
  /** @throws {@link NotApplicable} when this way cannot be used here. */
  take(): Promise<T>;
}

/**
 * Takes the first way that applies and prints one line for each that is passed over.
 *
 * @throws {@link EngineError} listing every way's reason and remedy when none applies.
 */
export async function firstProvider<T>(what: string, ways: readonly Provider<T>[], log: Log): Promise<T> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way.take();
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw error;
      reasons.push(`  - ${way.remedy} (${way.name}: ${error.message})`);
      log(`${what}: passing over ${way.name}: ${error.message}`);
    }
  }
  throw new EngineError(`${what} could not be brought up. Do one of these:\n${reasons.join('\n')}`);
}
