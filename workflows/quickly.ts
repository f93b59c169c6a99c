/**
 * Tries a step inside the workflow task; `false` when that did not work, whatever the reason. It is then done by its
 * regular activity, with all the time it needs and its attempts in sight of an operator.
 *
 * Only the main loop awaits it, one step at a time: on replay the answers of several local activities come together,
 * and also with news that came before them. What follows from it must not depend on the time: a query that was answered
 * meanwhile makes it later than it is on replay (docs/decisions/0013-tasks-that-run-out-of-time.md).
 */
export async function quickly(step: () => Promise<unknown>): Promise<boolean> {
  try {
    await step();
    return true;
  } catch {
    // A local activity that timed out fails with another error when it is replayed, so none is looked at.
    return false;
  }
}
