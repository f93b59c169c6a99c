import { ulid } from 'ulid';
import { parseEmailAddress } from '../../domain/email-address';
import type { InvitationDoc } from '../../models';
import { allows, statusesAllowing } from '../../workflows/contract';
import { checkCustomFieldsInTurns } from '../../domain/programs/custom-fields';
import { defined } from '../../domain/defined';
import { type ApiDeps, byTimeline, type Caller, defineEndpoint, invalid, ok, Problem } from '../http';
import { sendUpdate } from '../temporal/send-decision';
import { recordAuditOrigin } from '../http/request-origin';
import { fileErrors, handIn } from '../documents/answers';
import { definitionsOf } from '../public-invitation/view';
import { ownInvitation } from './visible';
import { presentInvitation } from './view';
import { type InvitationChanges, invitationChanges } from '../../domain/invitations/invitation-input';
import { DECISION_PROBLEMS, invitation } from './schema';
import { STATUSES_OF_ACTION } from '../../domain/invitations/allowed-actions';
import { byUser } from './decisions';
import { getInvitationsById } from './get';

/** Corrects contact and company data while the invitation lives; the address only after a failed delivery. */
export const patchInvitationsById = defineEndpoint({
  route: 'patch /v1/invitations/{id}',
  summary: 'Correct an invitation',
  access: { scope: ['invitations:write', 'invitations:correct'] },
  edits: getInvitationsById,
  audit: byTimeline,
  body: invitationChanges,
  responses: { 200: { description: 'The invitation as it is now.', schema: invitation } },
  problems: [...DECISION_PROBLEMS, 'already-a-partner', 'invitation-already-open'],
  async handler(call) {
    const before = await ownInvitation(call, call.params.id);
    const after = await editInvitation(call.deps, call.caller, before, call.body);
    return ok(await presentInvitation(call.deps, call.caller, after));
  },
});

/**
 * Changes what people typed; what was approved before the change no longer counts, because its hash differs.
 *
 * @throws {@link Problem} 409 in the wrong status or when the new address is taken, 422
 */
async function editInvitation(
  deps: ApiDeps,
  caller: Caller,
  before: InvitationDoc,
  { contactEmail, customFields, ...rest }: InvitationChanges,
): Promise<InvitationDoc> {
  const address = contactEmail === undefined ? {} : await addressChanges(deps, before, contactEmail);
  const moves = 'contactEmail' in address;
  // Whatever can be refused is refused before a link ends.
  const answers =
    customFields === undefined ? {} : { customFields: await merged(deps, caller, before, customFields) };
  await recordAuditOrigin(deps, before._id, { kind: 'user', id: caller.userId });
  if (moves) await endEarlierLinks(deps, caller, before);
  const result = await deps.stores.invitations.edit({
    accountId: caller.accountId,
    id: before._id,
    statuses: moves ? statusesAllowing('changeAddress') : STATUSES_OF_ACTION.edit,
    changes: { ...defined(rest), ...address, ...answers },
    actor: { kind: 'user', id: caller.userId },
    at: new Date(),
  });
  switch (result.kind) {
    case 'ok':
      return result.invitation;
    case 'missing':
      throw new Problem('not-found');
    case 'refused':
      throw new Problem('invalid-transition', { currentStatus: result.currentStatus });
    case 'conflict':
      throw new Problem('invitation-already-open', { invitationId: result.invitationId });
  }
}

/**
 * The workflow comes first: from its answer on nobody accepts by a link, or for an address, of before. Only
 * then is the address changed; should that fail, the inviter sends a new link all the same.
 */
async function endEarlierLinks(deps: ApiDeps, caller: Caller, { _id }: InvitationDoc): Promise<void> {
  const decision = { decisionId: `address.${ulid()}`, ...byUser(caller) };
  const snapshot = await sendUpdate(deps, 'changeAddress', _id, decision);
  await deps.stores.invitations.record(snapshot);
}

/** A new address may belong to somebody else; the same one typed anew is only that. */
async function addressChanges(deps: ApiDeps, before: InvitationDoc, contactEmail: string) {
  const key = parseEmailAddress(contactEmail)?.key ?? '';
  if (contactEmail === before.contactEmail) return {};
  if (!allows(before.status, 'changeAddress')) {
    throw new Problem('invalid-transition', { currentStatus: before.status });
  }
  if (key !== before.emailKey && (await deps.stores.inviteePolicy.isActivePartner(before.accountId, key))) {
    throw new Problem('already-a-partner');
  }
  const live = await deps.stores.invitations.findLive(before.accountId, key);
  if (live !== undefined && live._id !== before._id) {
    throw new Problem('invitation-already-open', { invitationId: live._id });
  }
  return { contactEmail };
}

/** Fields that are named change, a null empties one, the others stay. */
async function merged(
  deps: ApiDeps,
  { userId }: Caller,
  before: InvitationDoc,
  changes: Readonly<Record<string, unknown>>,
) {
  const fields = await definitionsOf(deps, before);
  const checked = await checkCustomFieldsInTurns(fields, changes, {
    mayFill: ['inviter', 'invitee', 'reviewer'],
    mustFill: undefined,
  });
  const answering = { ...before, invitationIds: [before._id], userId };
  const wrongFiles = await fileErrors(deps.stores.documents, answering, fields, checked.values);
  const errors = [...checked.errors, ...wrongFiles];
  if (errors.length > 0) throw invalid(errors);
  await handIn(deps, before, fields, checked.values);
  const kept = Object.entries(before.customFields ?? {}).filter(([key]) => !Object.hasOwn(changes, key));
  return { ...Object.fromEntries(kept), ...checked.values };
}
