import { NOT_ADDABLE, NOT_AGREED } from '../../domain/invitations/added-user';
import { contentHash, isContentHash } from '../../domain/invitations/content-hash';
import type { InvitationDoc } from '../../models';
import { NEW_PARTNER } from '../../workflows/contract';
import { checkCustomFields } from '../../domain/programs/custom-fields';
import { defineEndpoint, invalid, Problem, scalars, z } from '../http';
import { undecidableFiles } from '../documents/answers';
import { definitionsOf } from '../public-invitation/view';
import { requireCarried, isLastApproval } from '../roles/ceiling';
import { decideAsUser } from './decisions';
import { ownInvitation, type SignedInCall } from './visible';
import { decision, DECISION_PROBLEMS } from './schema';
import { isInvitee, mayChooseAnew } from '../../domain/invitations/allowed-actions';
import { partnershipId } from '../../domain/invitations/invitation-input';

const approval = z.strictObject({
  note: scalars.paragraph().optional(),
  contentHash: z.string().min(1).max(100).optional(),
  addToPartnershipId: partnershipId.nullable().optional().openapi({
    description:
      'Adds the applicant to this partner, as a partner user; null makes a new partner. Left out: as `addTo` says.',
  }),
});

/** Approves what the approver saw; after a change in between it is refused. */
export const postInvitationsByIdApprove = defineEndpoint({
  route: 'post /v1/invitations/{id}/approve',
  summary: 'Approve a pending partner',
  ...decision,
  access: { scope: 'invitations:decide' },
  body: approval,
  problems: [...DECISION_PROBLEMS, 'choice-differs', 'partner-unavailable'],
  async handler(call) {
    const { note, contentHash: seen, addToPartnershipId: asked } = call.body;
    const doc = await ownInvitation(call, call.params.id);
    const addTo = (asked === undefined ? doc.addToPartnershipId : asked) ?? null;
    const chosen = { ...doc, addToPartnershipId: addTo };
    if (isDecidable(doc)) await requireApprovable(call, doc, chosen, seen);
    const { secret } = call.deps.settings;
    return decideAsUser(call, doc, 'approveInvitation', {
      reason: note,
      // Binds the choice too, so that neither content nor partner changed in between is approved by accident.
      contentHash: contentHash(chosen, secret),
      baseHash: contentHash({ ...doc, addToPartnershipId: null }, secret),
      ...((asked !== undefined || addTo !== null) && { addTo: addTo ?? NEW_PARTNER }),
    });
  },
});

/** In any other status the workflow says what is wrong with it. */
const isDecidable = (doc: InvitationDoc) => doc.status === 'pending_approval' || mayChooseAnew(doc);

/**
 * Holds what would be approved against who approves it and what they saw.
 *
 * @throws {@link Problem} 403, 409 `content-changed` or `partner-unavailable`, or 422: while a reviewer's field is
 *   missing or a file was not scanned, and for a partner that is none to add to
 */
async function requireApprovable(
  { deps, caller }: SignedInCall,
  doc: InvitationDoc,
  chosen: InvitationDoc,
  seen: string | undefined,
): Promise<void> {
  const { secret } = deps.settings;
  if (isInvitee(doc, caller)) throw new Problem('self-approval');
  if (seen !== undefined && !isContentHash(seen, doc, secret)) throw new Problem('content-changed');
  await requireAddable({ deps, caller }, doc, chosen);
  if (isLastApproval(chosen, contentHash(chosen, secret))) await requireCarried(deps, caller, chosen);
  const fields = await definitionsOf(deps, doc);
  const known = doc.customFields;
  const missing = checkCustomFields(fields, {}, { mayFill: [], mustFill: 'reviewer', known });
  const errors = [...missing.errors, ...(await undecidableFiles(deps, fields, known))];
  if (errors.length > 0) throw invalid(errors);
}

async function requireAddable(
  { deps, caller }: Pick<SignedInCall, 'deps' | 'caller'>,
  doc: InvitationDoc,
  { addToPartnershipId }: InvitationDoc,
): Promise<void> {
  if (!addToPartnershipId) return;
  const partner = await deps.stores.addablePartners.find(caller.accountId, addToPartnershipId);
  if (partner !== undefined) {
    const isTold = addToPartnershipId === doc.workflowInput.addToPartnershipId;
    const isNew = doc.acceptedBy?.kind !== 'user' || partner.partnerAccountId === doc.partnerAccountId;
    if (isTold || isNew) return;
    throw invalid([{ pointer: '/addToPartnershipId', detail: NOT_AGREED }]);
  }
  // What somebody else chose was right once.
  if (addToPartnershipId === doc.addToPartnershipId) throw new Problem('partner-unavailable');
  throw invalid([{ pointer: '/addToPartnershipId', detail: NOT_ADDABLE }]);
}
