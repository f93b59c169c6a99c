import { activityInfo } from '@temporalio/activity';
import { codeOf, type Delivery } from './delivery';
import type { Letter } from './letters';
import type { ActivityDependencies } from './ports';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Held reminders of a whole account do not all leave in the first second of the day. */
const SPREAD_MS = 10 * 60 * 1000;

/**
 * Sends a reminder within the daily limits; over one of them it is held to the next day (UTC), unless the
 * time it is worth sending ends before.
 */
export async function withinAllowance(
  { allowance }: Pick<ActivityDependencies, 'allowance'>,
  letter: Letter,
  accountId: string,
  send: () => Promise<Delivery>,
): Promise<Delivery> {
  const { email } = letter.to;
  try {
    if (!(await allowance.take(accountId, email))) return held(letter, Date.now());
  } catch (error) {
    return { letter, outcome: 'later', code: codeOf(error) };
  }
  const delivery = await send();
  if (delivery.outcome !== 'sent') await allowance.giveBack(accountId, email).catch(() => undefined);
  return delivery;
}

function held(letter: Letter, now: number): Delivery {
  const waitMs = DAY_MS - (now % DAY_MS) + Math.floor(Math.random() * SPREAD_MS);
  const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
  const isInTime = now + waitMs < scheduledTimestampMs + scheduleToCloseTimeoutMs;
  // A retry beyond its time would end as a failure, and a failure as a bounced address.
  if (!isInTime) return { letter, outcome: 'skipped' };
  return { letter, outcome: 'later', retryAfterMs: waitMs, code: 'DAILY_LIMIT' };
}
