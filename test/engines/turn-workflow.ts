/** Ends with its first task. */
export async function turnWorkflow(): Promise<void> {
  await Promise.resolve();
}
