import type { RuntimeFacts } from '../../scripts/demo/instance';
import { NoopProcess } from './process';

/** No-op workflows a second on the engines of this instance: what every other rate is compared with. */
export async function noopRate(facts: RuntimeFacts, deadline: number): Promise<number> {
  const noop = await NoopProcess.start(facts);
  try {
    await noop.run({ count: 20, atOnce: 8, deadline });
    const startedAt = Date.now();
    const ran = await noop.run({ count: 200, atOnce: 8, deadline });
    return ran / ((Date.now() - startedAt) / 1_000);
  } finally {
    await noop.stop();
  }
}
