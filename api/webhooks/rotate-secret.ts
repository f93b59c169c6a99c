import { durationMs } from '../../workflows/contract';
import { defineEndpoint, ok } from '../http/endpoint';
import { ownWebhookEndpoint, presentWebhookEndpoint } from './view';
import { Problem } from '../http/problem';
import { byId } from '../invitations/schema';
import { rotation, webhookEndpointWithSecret } from './schema';

/** A new signing secret; for a while events are signed with the old one too. */
export const postWebhookEndpointsByIdRotateSecret = defineEndpoint({
  method: 'post',
  path: '/v1/webhook-endpoints/{id}/rotate-secret',
  summary: 'Change the signing secret',
  tag: 'webhooks',
  access: { scope: 'webhooks:write' },
  shownOnce: 'secret',
  audit: 'webhook_secret_rotated',
  params: byId,
  body: rotation,
  responses: {
    200: {
      description: 'The endpoint, with its secret for the only time.',
      schema: webhookEndpointWithSecret,
    },
  },
  async handler({ deps, caller, params, body: { oldSecretValidFor = 'P1D' } }) {
    const validUntil = new Date(Date.now() + (durationMs(oldSecretValidFor) ?? 0));
    const secret = await deps.stores.webhookEndpoints.rotate(caller.accountId, params.id, validUntil);
    if (secret === undefined) throw new Problem('not-found');
    const endpoint = await ownWebhookEndpoint(deps, caller, params.id);
    return ok({ ...presentWebhookEndpoint(endpoint), secret });
  },
});
