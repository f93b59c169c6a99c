import { createHash } from 'node:crypto';
import { defineEndpoint, ok, z } from '../http';
import { setUpOf } from './set-up';
import { seesAsReceiver } from './view';
import { visibleInvitation } from './visible';

const version = z
  .object({ version: z.string().openapi({ description: 'Opaque; another one once anything was changed.' }) })
  .openapi('InvitationVersion');

/** Changes whenever the invitation, its timeline or its comments do: what a page asks that shows them live. */
export const getInvitationsByIdVersion = defineEndpoint({
  route: 'get /v1/invitations/{id}/version',
  summary: 'Ask whether an invitation has changed',
  access: 'signed-in',
  responses: { 200: { description: 'The version.', schema: version } },
  problems: ['forbidden'],
  async handler({ deps, caller, params }) {
    const doc = await visibleInvitation(deps, caller, params.id);
    const { seq, contentVersion, updatedAt, viewedAt, assignedAt, supersededBy, erasedAt } = doc;
    const own = { seq, contentVersion, updatedAt, viewedAt, assignedAt, supersededBy, erasedAt };
    const around = seesAsReceiver(doc, caller)
      ? []
      : await Promise.all([
          deps.stores.events.count(doc._id),
          deps.stores.comments.count(doc._id),
          doc.status === 'provisioning' ? setUpOf(deps, doc) : null,
        ]);
    const hash = createHash('sha256').update(JSON.stringify([own, around]));
    return ok({ version: hash.digest('base64url').slice(0, 16) });
  },
});
