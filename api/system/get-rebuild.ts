import { defineEndpoint, ok } from '../http';
import { rebuildView } from '../privacy/schema';

/** How far the newest rebuild is. */
export const getReadModelRebuild = defineEndpoint({
  route: 'get /v1/read-model/rebuild',
  summary: 'Read the progress of a rebuild (instance key)',
  access: 'instance-key',
  responses: { 200: { description: 'The newest rebuild.', schema: rebuildView } },
  problems: ['temporal-unavailable'],
  handler: async ({ deps }) => ok(await deps.temporal.maintenance.rebuildProgress()),
});
