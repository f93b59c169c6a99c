import { activityInfo } from '@temporalio/activity';
import { codeOf, type Delivery } from './delivery';
import { isQuickTry } from '../quick-try';
import { isReminder } from '../../workflows/contract';
import type { EmailMessage } from './messages';
import type { ActivityDependencies } from '../../domain/ports';

type Deps = Pick<ActivityDependencies, 'allowance'>;
type Send = () => Promise<Delivery>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Held messages do not all leave in the first second of the day. */
const SPREAD_MS = 10 * 60 * 1000;
const DAILY_LIMIT = 'DAILY_LIMIT';
/** Temporal gives up a retry that would come too late, so the last one comes a moment before. */
const MARGIN_MS = 60 * 1000;

/**
 * Sends a reminder within the daily limits of the account; over one of them it is held to the next day (UTC),
 * unless the time it is worth sending ends before.
 */
export async function withinAllowance(
  deps: Deps,
  message: EmailMessage,
  accountId: string,
  send: Send,
): Promise<Delivery> {
  return limited(message, allowanceOf(deps, message, accountId), send, (now) =>
    Promise.resolve(hold(message, now) ?? { message, outcome: 'skipped' }),
  );
}

/**
 * Sends the copy to another account's administrators, or leaves it out: a courtesy, and no way to flood them. It has
 * counters of its own, because the inviting account would learn from the others who these people are.
 */
export async function asCourtesy(
  deps: Deps,
  message: EmailMessage,
  accountId: string,
  send: Send,
): Promise<Delivery> {
  const leaveOut = (): Promise<Delivery> => Promise.resolve({ message, outcome: 'skipped' });
  const { email } = message.to;
  const copies = {
    take: () => deps.allowance.takeCopy(accountId, email),
    giveBack: () => deps.allowance.giveBackCopy(accountId, email),
  };
  return limited(message, copies, send, leaveOut);
}

/**
 * Sends a message to a contact within what an address may get in a day from all accounts together. Above that it
 * waits for the next day, once: nobody is told, and no account can keep another one's message from arriving. A
 * reminder has no such claim.
 */
export async function belowCeiling(deps: Deps, message: EmailMessage, send: Send): Promise<Delivery> {
  const { email } = message.to;
  const ceiling = {
    take: () => deps.allowance.takeOverall(email),
    giveBack: () => deps.allowance.giveBackOverall(email),
  };
  return limited(message, ceiling, send, (now) => {
    if (isReminder(message.template)) {
      return Promise.resolve(hold(message, now) ?? { message, outcome: 'skipped' });
    }
    const held = isFirstDay(now) ? hold(message, now) : undefined;
    return held === undefined ? send() : Promise.resolve(held);
  });
}

interface Counter {
  take(): Promise<boolean>;
  giveBack(): Promise<void>;
}

function allowanceOf({ allowance }: Deps, { to }: EmailMessage, accountId: string): Counter {
  return {
    take: () => allowance.take(accountId, to.email),
    giveBack: () => allowance.giveBack(accountId, to.email),
  };
}

/** Counts what is sent and gives back what was not. */
async function limited(
  message: EmailMessage,
  counter: Counter,
  send: Send,
  over: (now: number) => Promise<Delivery>,
): Promise<Delivery> {
  try {
    if (!(await counter.take())) return await over(Date.now());
  } catch (error) {
    return { message, outcome: 'later', code: codeOf(error) };
  }
  const delivery = await send();
  if (delivery.outcome !== 'sent') await counter.giveBack().catch(() => undefined);
  return delivery;
}

/** Waits for the next day; nothing when the message's time ends before. */
function hold(message: EmailMessage, now: number): Delivery | undefined {
  // How much time the message has is known to its regular activity.
  if (isQuickTry()) return { message, outcome: 'later', code: DAILY_LIMIT };
  const { scheduledTimestampMs, scheduleToCloseTimeoutMs } = activityInfo();
  const leftMs = scheduledTimestampMs + scheduleToCloseTimeoutMs - now - MARGIN_MS;
  const untilTomorrowMs = DAY_MS - (now % DAY_MS);
  // A retry beyond its time would end as a failure, and the timeline would tell of an outage.
  if (leftMs < untilTomorrowMs) return undefined;
  const retryAfterMs = Math.min(untilTomorrowMs + Math.floor(Math.random() * SPREAD_MS), leftMs);
  return { message, outcome: 'later', retryAfterMs, code: DAILY_LIMIT };
}

/** The message was asked for on this very day. */
function isFirstDay(now: number): boolean {
  return Math.floor(activityInfo().scheduledTimestampMs / DAY_MS) === Math.floor(now / DAY_MS);
}
