import type { InvitationDoc } from '../../models';
import { isTerminal } from '../../workflows/contract';
import { parseBody, Problem } from '../http';
import type { NewInvitation } from './schema';
import { newInvitation } from './schema';
import { createInvitation, type InvitingCall } from './new-invitation';
import { definitionsOf } from '../public-invitation/view';

const COPIED = [
  'partnerName',
  'contactEmail',
  'contactFirstName',
  'contactLastName',
  'phoneNumber',
  'country',
  'industry',
  'message',
  'share',
  'initialModule',
  'program',
  'roleKey',
  'locale',
  'expiresIn',
  'reminders',
] as const satisfies readonly (keyof InvitationDoc & keyof NewInvitation)[];

/**
 * A new invitation with the data of one that has ended.
 *
 * @throws {@link Problem} 409 `invitation-already-open` while the earlier one lives, and whatever a new one throws
 */
export async function reinvite(call: InvitingCall, earlier: InvitationDoc): Promise<InvitationDoc> {
  const { deps, caller } = call;
  if (!isTerminal(earlier.status)) {
    throw new Problem('invitation-already-open', { invitationId: earlier._id });
  }
  if (earlier.erasedAt !== null) throw new Problem('invalid-transition', { currentStatus: earlier.status });
  const program = await deps.stores.programs.find(caller.accountId, earlier.program);
  const still = new Set(program?.customFields.map(({ key }) => key));
  const byInviter = (await definitionsOf(deps, earlier)).filter(({ filledBy }) => filledBy === 'inviter');
  const values = byInviter.flatMap(({ key }) =>
    still.has(key) && earlier.customFields?.[key] !== undefined
      ? [[key, earlier.customFields[key]] as const]
      : [],
  );
  const copied = COPIED.flatMap((member) =>
    earlier[member] === null ? [] : [[member, earlier[member]] as const],
  );
  const input = parseBody(newInvitation, {
    ...Object.fromEntries(copied),
    customFields: Object.fromEntries(values),
  });
  return createInvitation(call, input, earlier._id);
}
