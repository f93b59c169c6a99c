import type { InvitationDoc } from '../../models';
import { contentHash } from '../../models';
import { isInvitee } from './allowed-actions';
import { checkCustomFields } from '../../domain/programs/custom-fields';
import { invalid, Problem } from '../http';
import { definitionsOf } from '../public-invitation/view';
import { requireCarried, isLastApproval } from '../roles/ceiling';
import type { SignedInCall } from './visible';

/**
 * The hash of what would be approved now. The approval binds it, so that content changed between reading and
 * deciding, or between deciding and provisioning, is never approved by accident.
 *
 * @throws {@link Problem} 403, 409 `content-changed`, or 422 while a reviewer's field is missing
 */
export async function approvableHash(
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
  const { errors } = checkCustomFields(
    await definitionsOf(deps, invitation),
    {},
    { mayFill: [], mustFill: 'reviewer', known: invitation.customFields },
  );
  if (errors.length > 0) throw invalid(errors);
  return hash;
}
