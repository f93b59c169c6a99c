import { webhookUrlProblem } from '../../domain/security/public-address';
import { MAX_WEBHOOK_ENDPOINTS } from '../../models';
import { WEBHOOK_EVENT_TYPES } from '../../workflows/contract';
import { created, defineEndpoint, invalid } from '../http';
import { presentWebhookEndpoint } from './view';
import { newWebhookEndpoint, shownSecret } from './schema';

/** Makes an endpoint; its signing secret is shown in this answer and never again. */
export const postWebhookEndpoints = defineEndpoint({
  route: 'post /v1/webhook-endpoints',
  summary: 'Make a webhook endpoint',
  access: { scope: 'webhooks:write' },
  shownOnce: 'secret',
  audit: 'webhook_endpoint_created',
  body: newWebhookEndpoint,
  responses: { 201: shownSecret },
  async handler({ deps, caller, body: { url, events = WEBHOOK_EVENT_TYPES } }) {
    const wrong = webhookUrlProblem(url, deps.settings.webhookAllowPrivate);
    if (wrong !== undefined) throw invalid([{ pointer: '/url', detail: wrong }]);
    const { accountId, userId: createdBy } = caller;
    const made = await deps.stores.webhookEndpoints.create({ accountId, url, events, createdBy });
    if (made === 'full') {
      throw invalid([{ pointer: '', detail: `An account has at most ${MAX_WEBHOOK_ENDPOINTS} endpoints.` }]);
    }
    const body = { ...presentWebhookEndpoint(made.endpoint), secret: made.secret };
    return created(body, `/v1/webhook-endpoints/${body.id}`);
  },
});
