import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

/** The least a workflow can do: what Temporal itself costs. */
export function noopWorkflow(): Promise<void> {
  return Promise.resolve();
}

/** Ends the run; the least that a decision can do. */
export const finishUpdate = defineUpdate('finish');

/** Waits to be told to finish. */
export async function waitingWorkflow(): Promise<void> {
  let finished = false;
  setHandler(finishUpdate, () => void (finished = true));
  await condition(() => finished);
}
