import type { TemporalGateway } from '../../../api/temporal/client';
import { TemporalUnavailableError } from '../../../api/temporal/unavailable';

/** A Temporal that is there, has a worker and takes every start; decisions fail unless they are given. */
export function fakeTemporal(changes: Partial<TemporalGateway> = {}): TemporalGateway {
  const away = () => Promise.reject(new TemporalUnavailableError('The fake decides nothing.'));
  return {
    namespace: 'default',
    ensureUsable: () => Promise.resolve(),
    startInvitation: () => Promise.resolve(),
    update: away,
    outcome: away,
    signal: away,
    sendUserEmail: () => Promise.resolve(),
    sendNotice: () => Promise.resolve(),
    reportEmailEvent: () => Promise.resolve(),
    imports: { start: () => Promise.resolve(), cancel: away },
    maintenance: { erase: () => Promise.resolve(), rebuild: () => Promise.resolve(), rebuildProgress: away },
    query: away,
    runId: () => Promise.resolve(undefined),
    reachable: () => Promise.resolve(true),
    workerPolling: () => Promise.resolve(true),
    close: () => Promise.resolve(),
    ...changes,
  };
}
