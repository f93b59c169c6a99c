import { durationMs } from '../../workflows/contract';
import { defineEndpoint, found, ok } from '../http';
import { presentWebhookEndpoint } from './view';
import { rotation, shownSecret } from './schema';

/** A new signing secret; for a while events are signed with the old one too. */
export const postWebhookEndpointsByIdRotateSecret = defineEndpoint({
  route: 'post /v1/webhook-endpoints/{id}/rotate-secret',
  summary: 'Change the signing secret',
  access: { scope: 'webhooks:write' },
  shownOnce: 'secret',
  audit: 'webhook_secret_rotated',
  body: rotation,
  responses: { 200: shownSecret },
  async handler({ deps, caller, params, body: { oldSecretValidFor = 'P1D' } }) {
    const validUntil = new Date(Date.now() + (durationMs(oldSecretValidFor) ?? 0));
    const { webhookEndpoints } = deps.stores;
    const secret = found(await webhookEndpoints.rotate(caller.accountId, params.id, validUntil));
    const endpoint = found(await webhookEndpoints.find(caller.accountId, params.id));
    return ok({ ...presentWebhookEndpoint(endpoint), secret });
  },
});
