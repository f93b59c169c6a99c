import { accepted, defineEndpoint } from '../http';
import { rebuildView } from '../privacy/schema';

/** Writes the lifecycle columns of all invitations anew from their workflows; one rebuild at a time. */
export const postReadModelRebuild = defineEndpoint({
  route: 'post /v1/read-model/rebuild',
  summary: 'Rebuild the read model (instance key)',
  access: 'instance-key',
  audit: { exempt: 'It belongs to no account and changes nothing that the workflows do not say.' },
  responses: { 202: { description: 'A rebuild is running.', schema: rebuildView } },
  problems: ['temporal-unavailable'],
  async handler({ deps }) {
    await deps.temporal.maintenance.rebuild();
    return accepted({ status: 'running', rebuilt: 0, gone: 0 }, '/v1/read-model/rebuild');
  },
});
