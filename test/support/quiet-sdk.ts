import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Keeps what the SDK tells of its workers and activities off the test report; errors are still printed. */
export const quietLogger = new DefaultLogger('ERROR');

/** The same for all workers of this test file; to be called before the first connection. */
export function quietSdk(): void {
  Runtime.install({
    shutdownSignals: [],
    logger: quietLogger,
    telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
  });
}
