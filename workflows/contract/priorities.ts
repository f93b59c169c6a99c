import type { Priority } from '@temporalio/common';

/**
 * Who goes first where tasks wait: lower numbers, of Temporal's 1 to 5. What a run does inherits its priority, so one
 * number at the start orders its tasks and its e-mails.
 */
const LEVELS = {
  /** Somebody looks at the screen until the e-mail comes: passwords, links asked for again. */
  awaited: 2,
  /** What a person did by hand; also what Temporal takes where nothing is said. */
  person: 3,
  /** Rows of a file, and news for other systems. Nobody waits for one of them. */
  bulk: 4,
  /** The batches of an import, which make more bulk work. */
  batch: 5,
} as const;

/**
 * The priority of a run or an activity. Of one level the keys take turns, so that whoever has much to do holds up
 * nobody else; a key is an account or an endpoint.
 */
export function priorityOf(level: keyof typeof LEVELS, fairnessKey?: string): Priority {
  return { priorityKey: LEVELS[level], ...(fairnessKey !== undefined && { fairnessKey }) };
}

/** A run that gives way to those of people. */
export function isBulk(priority: Priority | undefined): boolean {
  return (priority?.priorityKey ?? LEVELS.person) >= LEVELS.bulk;
}
