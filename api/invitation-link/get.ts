import { ulid } from 'ulid';
import type { InvitationDoc } from '../../models';
import { isOpen } from '../../workflows/contract';
import { byTimeline, defineEndpoint, ok, Problem, scalars, z } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { refusalOf } from '../invitations/decisions';
import { ownInvitation } from '../invitations/visible';

const invitationLink = z
  .object({
    link: z.string().openapi({
      description: 'What the newest e-mail holds; whoever has it can answer in the name of the contact.',
      example: 'https://usher.example/invitation?token=v1.inv_01ARZ3NDEKTSV4RRFFQ69G5FAV.1.x',
    }),
    expiresAt: scalars.instant,
  })
  .openapi('InvitationLink');

/**
 * The link of the newest e-mail, to be handed on by other means. It is the very same one, so a resend ends it. Who
 * took it stands in the timeline and the audit log before anybody has it.
 */
export const getInvitationsByIdLink = defineEndpoint({
  route: 'get /v1/invitations/{id}/link',
  summary: 'Copy the link of an invitation',
  access: { scope: 'invitations:link' },
  audit: byTimeline,
  responses: { 200: { description: 'The link, for as long as it is good.', schema: invitationLink } },
  problems: ['forbidden', 'invalid-transition', 'invitation-expired'],
  async handler(call) {
    const { deps, caller, params } = call;
    const doc = await ownInvitation(call, params.id);
    if (!deps.settings.copyLinks) {
      throw new Problem('forbidden', { detail: 'Links go out by e-mail alone here (COPY_LINKS).' });
    }
    requireOpen(doc);
    const actor = { kind: 'user', id: caller.userId } as const;
    await recordAuditOrigin(deps, doc._id, actor);
    const event = { at: new Date(), type: 'link_copied', actor } as const;
    await deps.stores.invitations.note(doc, `link-copied-${ulid()}`, event);
    return ok({
      link: deps.tokens.invitationLink(doc._id, doc.tokenVersion, doc.emailKey),
      expiresAt: doc.expiresAt.toISOString(),
    });
  },
});

/** A link that would open nothing is no help to anybody. */
function requireOpen(doc: InvitationDoc): void {
  const { status, erasedAt, expiresAt } = doc;
  if (!isOpen(status) || erasedAt !== null) throw refusalOf(doc, false);
  if (expiresAt <= new Date()) throw new Problem('invitation-expired', { currentStatus: status });
}
