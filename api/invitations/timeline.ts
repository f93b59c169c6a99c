import { defineEndpoint, ok, page } from '../http';
import { ownInvitation } from './visible';
import { presentTimeline } from './view';
import { timelineItem } from './schema';

/** Who did what, when and why; oldest first, always whole. */
export const getInvitationsByIdTimeline = defineEndpoint({
  route: 'get /v1/invitations/{id}/timeline',
  summary: "Show an invitation's timeline",
  access: { scope: 'invitations:read' },
  responses: { 200: { description: 'Every entry.', schema: page(timelineItem) } },
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    const events = await call.deps.stores.events.list(doc._id);
    return ok({ items: await presentTimeline(call.deps, doc, events), nextCursor: null });
  },
});
