import { DefaultLogger, Runtime, type Logger } from '@temporalio/worker';

/** Keeps what the SDK tells of its workers and activities off the test report; errors are still printed. */
export const quietLogger = new DefaultLogger('ERROR');

let current: Logger = quietLogger;
let isInstalled = false;

/**
 * From now on the SDK tells this logger, warnings and errors of its core included; to be called before the first
 * connection. A process has one runtime, whichever test file comes first.
 */
export function sdkLogsTo(logger: Logger): void {
  current = logger;
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('TRACE', ({ level, message, meta }) => {
      current.log(level, message, meta);
    }),
    telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
  });
}
