import { contentHash } from '../../domain/invitations/content-hash';
import type { InvitationDoc } from '../../models';
import { checkCustomFields } from '../../domain/programs/custom-fields';
import { defineEndpoint, invalid, Problem, scalars, z } from '../http';
import { undecidableFiles } from '../documents/answers';
import { definitionsOf } from '../public-invitation/view';
import { requireCarried, isLastApproval } from '../roles/ceiling';
import { decideAsUser } from './decisions';
import { ownInvitation, type SignedInCall } from './visible';
import { decision } from './schema';
import { isInvitee } from '../../domain/invitations/allowed-actions';

/** Approves what the approver saw; after a change in between it is refused. */
export const postInvitationsByIdApprove = defineEndpoint({
  route: 'post /v1/invitations/{id}/approve',
  summary: 'Approve a pending partner',
  ...decision,
  access: { scope: 'invitations:decide' },
  body: z.strictObject({
    note: scalars.paragraph().optional(),
    contentHash: z.string().min(1).max(100).optional(),
  }),
  async handler(call) {
    const doc = await ownInvitation(call, call.params.id);
    const hash = await approvableHash(call, doc, call.body.contentHash);
    return decideAsUser(call, doc, 'approveInvitation', { reason: call.body.note, contentHash: hash });
  },
});

/**
 * The hash of what would be approved now. The approval binds it, so that content changed between reading and
 * deciding, or between deciding and provisioning, is never approved by accident.
 *
 * @throws {@link Problem} 403, 409 `content-changed`, or 422 while a reviewer's field is missing or a file was not scanned
 */
async function approvableHash(
  { deps, caller }: SignedInCall,
  invitation: InvitationDoc,
  seen: string | undefined,
): Promise<string> {
  const hash = contentHash(invitation, deps.settings.secret);
  // In any other status the workflow says what is wrong with it.
  if (invitation.status !== 'pending_approval') return hash;
  if (isInvitee(invitation, caller)) throw new Problem('self-approval');
  if (seen !== undefined && seen !== hash) throw new Problem('content-changed');
  if (isLastApproval(invitation, hash)) await requireCarried(deps, caller, invitation);
  const fields = await definitionsOf(deps, invitation);
  const known = invitation.customFields;
  const missing = checkCustomFields(fields, {}, { mayFill: [], mustFill: 'reviewer', known });
  const errors = [...missing.errors, ...(await undecidableFiles(deps, fields, known))];
  if (errors.length > 0) throw invalid(errors);
  return hash;
}
