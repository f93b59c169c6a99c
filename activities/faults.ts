import { ApplicationFailure } from '@temporalio/common';
import { FAILURES, failureOf } from '../workflows/contract';
import type { Activities } from './activities';
import { isQuickTry } from './quick-try';

/** One deliberate failure: the named activity fails `count` times in this process, quick tries not counted. */
export interface Fault {
  readonly activity: string;
  readonly kind: 'permanent' | 'transient';
  readonly count: number;
}

/**
 * Makes the named activities fail as often as asked, so that retries, compensation and parking can be
 * seen from outside. Without faults the activities are returned as they are.
 *
 * @throws RangeError when a fault names no activity
 */
export function withFaults(activities: Activities, faults: readonly Fault[]): Activities {
  const faulty: Record<string, (input: never) => Promise<unknown>> = { ...activities };
  for (const fault of faults) {
    const original = faulty[fault.activity];
    if (!original) throw new RangeError(`USHER_FAULTS names an unknown activity: ${fault.activity}`);
    let left = fault.count;
    faulty[fault.activity] = async (input) => {
      if (left <= 0) return original(input);
      if (!isQuickTry()) left -= 1;
      throw injected(fault.kind);
    };
  }
  return faulty as unknown as Activities;
}

function injected(kind: Fault['kind']): ApplicationFailure {
  if (kind === 'permanent') return failureOf({ type: 'InjectedFault' });
  return ApplicationFailure.retryable(FAILURES.InjectedFault, 'InjectedFault');
}
