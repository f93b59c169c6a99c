/** The least a workflow can do: what Temporal itself costs. */
export function noopWorkflow(): Promise<void> {
  return Promise.resolve();
}
