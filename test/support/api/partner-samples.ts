import { randomBytes } from 'node:crypto';
import { provisionedId } from '../../../workflows/contract';
import { storedInvitation } from '../models/samples';
import type { Person, TestApi } from './support';

/** A partner as provisioning would leave it: account, user with a key, partnership and the invitation behind it. */
export async function provisionedPartner(api: TestApi, inviter: Person, partnerName = 'Initech') {
  const { stores } = api;
  const email = `${randomBytes(6).toString('hex')}@partner.example`;
  const { accountId, userId: inviterId } = inviter;
  const invitationId = await storedInvitation(stores, accountId, email, {
    partnerName,
    input: { inviterId },
  });
  const account = await stores.accounts.create({ name: partnerName });
  const made = await stores.users.create({ email, firstName: 'Peter', lastName: 'Gibbons' });
  const userId = made.ok ? made.user._id : made.holder._id;
  await stores.memberships.add({ accountId: account._id, userId, roleKey: 'partner_admin' });
  const { key } = await stores.apiKeys.create({ accountId: account._id, userId, name: 'Test' });
  const { _id: id } = await stores.partnerships.establish({
    _id: provisionedId('prt', invitationId),
    accountId,
    partnerAccountId: account._id,
    partnerName,
    invitationId,
  });
  // What the workflow would have written; the live key is free again.
  await api.connection
    .db!.collection('invitations')
    .updateOne({ _id: invitationId as never }, { $set: { status: 'active', partnershipId: id } });
  return { id, email, person: { userId, accountId: account._id, email, key } satisfies Person };
}
