import type { InvitationDoc } from '../../models';
import { parseEmailAddress } from '../../models';
import { STATUSES_OF_ACTION } from '../allowed-actions';
import type { Caller } from '../caller';
import { checkCustomFields } from '../custom-fields';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';
import { noteOrigin } from '../request-origin';
import type { InvitationChanges } from '../schemas/invitation';
import { invalid } from '../validate';
import { present } from './create-invitation';
import { definitionsOf } from './public-invitation';

/**
 * Changes what people typed; what was approved before the change no longer counts, because its hash differs.
 *
 * @throws {@link Problem} 409 in the wrong status or when the new address is taken, 422
 */
export async function editInvitation(
  deps: ApiDeps,
  caller: Caller,
  before: InvitationDoc,
  { contactEmail, customFields, ...rest }: InvitationChanges,
): Promise<InvitationDoc> {
  const address = contactEmail === undefined ? {} : await addressChanges(deps, before, contactEmail);
  const moves = 'contactEmail' in address;
  await noteOrigin(deps, before._id, { kind: 'user', id: caller.userId });
  const result = await deps.stores.invitations.edit({
    accountId: caller.accountId,
    id: before._id,
    statuses: moves ? ['delivery_failed'] : STATUSES_OF_ACTION.edit,
    changes: {
      ...present(rest),
      ...address,
      ...(customFields === undefined ? {} : { customFields: await merged(deps, before, customFields) }),
    },
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

/** A new address may belong to somebody else; the same one typed anew is only that. */
async function addressChanges(deps: ApiDeps, before: InvitationDoc, contactEmail: string) {
  const key = parseEmailAddress(contactEmail)?.key ?? '';
  if (contactEmail === before.contactEmail) return {};
  if (before.status !== 'delivery_failed') {
    throw new Problem('invalid-transition', { currentStatus: before.status });
  }
  if (key !== before.emailKey && (await deps.stores.inviting.isActivePartner(before.accountId, key))) {
    throw new Problem('already-a-partner');
  }
  const { invitee, receiverAccountId } = await deps.stores.inviting.receiverOf(before.accountId, key);
  return { contactEmail, inviteeUserId: invitee?._id ?? null, receiverAccountId };
}

/** Fields that are named change, a null empties one, the others stay. */
async function merged(deps: ApiDeps, before: InvitationDoc, changes: Readonly<Record<string, unknown>>) {
  const checked = checkCustomFields(await definitionsOf(deps, before), changes, {
    mayFill: ['inviter', 'invitee', 'reviewer'],
    mustFill: undefined,
  });
  if (checked.errors.length > 0) throw invalid(checked.errors);
  const kept = Object.entries(before.customFields ?? {}).filter(([key]) => !Object.hasOwn(changes, key));
  return { ...Object.fromEntries(kept), ...checked.values };
}
