/**
 * Waits for the start of a workflow whose ID may be taken already.
 *
 * @returns whether it was started now; false where a workflow of this ID runs, or has run and may not run again
 */
export async function startUnlessRunning(start: Promise<unknown>): Promise<boolean> {
  try {
    await start;
    return true;
  } catch (error) {
    // By its name, as the SDK tells its errors apart: this is no place for its client.
    if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError') return false;
    throw error;
  }
}
