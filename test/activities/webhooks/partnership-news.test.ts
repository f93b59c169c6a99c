import type { Client } from '@temporalio/client';
import { newId } from '../../../domain/ids';
import { webhookPayload } from '../../../domain/webhooks/payload';
import { WebhookDispatcher } from '../../../worker/webhooks/webhook-dispatcher';
import { endpointAt } from '../../support/activities/webhooks-world';
import { useDatabase } from '../../support/models/database';
import { provisioningEnvironment } from '../../support/models/provisioning-environment';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('partnership_news');
const { vendor, accepted, provision, existingPartner } = provisioningEnvironment(database);

/** Temporal, as far as anybody here looks at it. */
const TEMPORAL = { workflow: { start: () => Promise.resolve() } } as unknown as Client;
const ADA = { kind: 'user', id: newId('usr') } as const;

/** A vendor whose endpoint hears of everything, and a partner of theirs who sees the first two of three folders. */
async function scene(email: string) {
  const from = await vendor();
  const { endpointId } = await endpointAt(database.stores, 'https://crm.example/hook', from.accountId);
  const partner = await existingPartner(from, email);
  const partnership = await database.stores.partnerships.find(from.accountId, partner.partnershipId);
  return { ...from, endpointId, partner, partnership: partnership! };
}

async function told({ accountId, endpointId }: { readonly accountId: string; readonly endpointId: string }) {
  await new WebhookDispatcher(database.stores, TEMPORAL).sweep();
  const query = { sort: 'createdAt', limit: 100 };
  const { items } = await database.stores.webhookDeliveries.list(accountId, endpointId, query);
  return items
    .filter(({ type }) => type.startsWith('partnership.'))
    .sort((a, b) => (a.eventId < b.eventId ? -1 : 1))
    .map(({ body }) => webhookPayload.parse(JSON.parse(body)))
    .map(({ type, data }) => ({ type, ...data }));
}

const dying = (): Promise<never> => Promise.reject(new Error('killed'));

/** As if the process had died that long ago. */
async function agedByMinutes(minutes: number): Promise<void> {
  const at = new Date(Date.now() - minutes * 60_000);
  await database.connection
    .collection('partnership_events')
    .updateMany({ dispatch: 'noted' }, { $set: { at } });
}

it('tells of a partner that is switched off and on, once each, with everything the schema promises', async () => {
  const { stores } = database;
  const one = await scene('switched@new.example');
  const { _id: partnershipId, accountId, partnerAccountId, partnerName } = one.partnership;
  for (const status of ['inactive', 'inactive', 'active', 'active'] as const) {
    await stores.partnerships.setStatus(accountId, partnershipId, status, ADA);
  }
  const same = { partnershipId, accountId, partnerAccountId, partnerName };
  const by = { actor: ADA, invitationId: null, detail: {} };
  expect(await told(one)).toEqual([
    { type: 'partnership.deactivated', ...same, status: 'inactive', ...by },
    { type: 'partnership.reactivated', ...same, status: 'active', ...by },
  ]);
});

it('counts once what many ask for at the same moment', async () => {
  const { stores } = database;
  const one = await scene('raced@new.example');
  const off = () => stores.partnerships.setStatus(one.accountId, one.partnership._id, 'inactive', ADA);
  await Promise.all(Array.from({ length: 8 }, off));
  expect(await told(one)).toMatchObject([{ type: 'partnership.deactivated' }]);
});

it('tells which folders were shared and withdrawn, and of nothing that was so before', async () => {
  const { stores } = database;
  const one = await scene('shares@new.example');
  const [first = '', second = '', third = ''] = one.folderIds;
  const by = { actor: ADA, invitationId: null };
  await stores.shares.share(one.partnership, [second, third, third], by);
  await stores.shares.share(one.partnership, [third, first], by);
  expect(await stores.shares.remove(one.partnership._id, first, ADA)).toBe(true);
  expect(await stores.shares.remove(one.partnership._id, first, ADA)).toBe(false);
  const detail = (await told(one)).map((news) => news.detail);
  expect(detail).toEqual([{ added: [third] }, { withdrawn: [first] }]);
  expect(await told(one)).toMatchObject([
    { status: 'active', actor: ADA },
    { actor: ADA, invitationId: null },
  ]);
});

it('tells of what an invitation did to a partner that was there, and undid', async () => {
  const { stores } = database;
  const one = await scene('again@new.example');
  const { accountId, inviterId, workspaceId, folderIds, partner } = one;
  await stores.partnerships.setStatus(accountId, partner.partnershipId, 'inactive', ADA);
  const invitationId = await storedInvitation(stores, accountId, 'again@new.example', {
    share: { workspaceId, folderIds },
    input: { inviterId },
  });
  const acceptedBy = { kind: 'user', id: partner.partnerUserId } as const;
  const input = { invitationId, acceptedBy, partnerAccountId: partner.partnerAccountId };
  // Every step is run twice, as Temporal may.
  await provision(input);
  await provision(input);
  await stores.provisioner.withdrawSharedRecords(input);
  await stores.provisioner.removeCreatedAccount(input);
  const [off, ...rest] = await told(one);
  expect(off).toMatchObject({ type: 'partnership.deactivated', actor: ADA, invitationId: null });
  const by = { invitationId, actor: { kind: 'system', id: null } };
  const third = folderIds[2];
  expect(rest).toEqual([
    expect.objectContaining({ type: 'partnership.reactivated', status: 'active', ...by }),
    expect.objectContaining({ type: 'partnership.shares_changed', ...by, detail: { added: [third] } }),
    expect.objectContaining({ type: 'partnership.shares_changed', ...by, detail: { withdrawn: [third] } }),
    expect.objectContaining({ type: 'partnership.deactivated', status: 'inactive', ...by }),
  ]);
});

it('says nothing of a partnership that an invitation makes: its activation is the news', async () => {
  const from = await vendor();
  const { endpointId } = await endpointAt(database.stores, 'https://crm.example/hook', from.accountId);
  const input = await accepted(from, 'quiet@new.example');
  await provision(input);
  await database.stores.provisioner.withdrawSharedRecords(input);
  await database.stores.provisioner.removeCreatedAccount(input);
  expect(await told({ accountId: from.accountId, endpointId })).toEqual([]);
});

it('tells nobody of what was asked for and did not happen', async () => {
  const one = await scene('untold@new.example');
  const event = {
    partnershipId: one.partnership._id,
    type: 'deactivated',
    actor: ADA,
    invitationId: null,
  } as const;
  await expect(database.stores.partnershipEvents.around(event, dying)).rejects.toThrow('killed');
  expect(await told(one)).toEqual([]);
  await agedByMinutes(6);
  // It was not done: the partner is active.
  expect(await told(one)).toEqual([]);
  expect(await database.stores.partnershipEvents.undispatched('', 10)).toEqual([]);
});

it('tells later of what happened although the process died before it could say so', async () => {
  const { stores, connection } = database;
  const one = await scene('dead@new.example');
  const third = one.folderIds[2] ?? '';
  const about = { partnershipId: one.partnership._id, actor: ADA, invitationId: null };
  const sharing = async () => {
    await stores.shares.add(one.partnership._id, third, null);
    return dying();
  };
  const switching = async () => {
    const filter = { _id: one.partnership._id as never };
    await connection.collection('partnerships').updateOne(filter, { $set: { status: 'inactive' } });
    return dying();
  };
  const shared = { ...about, type: 'shares_changed', added: [third, newId('fld')] } as const;
  await expect(stores.partnershipEvents.around(shared, sharing)).rejects.toThrow('killed');
  const off = { ...about, type: 'deactivated' } as const;
  await expect(stores.partnershipEvents.around(off, switching)).rejects.toThrow('killed');
  expect(await told(one)).toEqual([]);
  await agedByMinutes(6);
  // The endpoint was there then.
  const made = { createdAt: new Date(Date.now() - 3_600_000) };
  await connection.collection('webhook_endpoints').updateMany({}, { $set: made });
  // Of the two folders only one was shared.
  const expected = [
    expect.objectContaining({ type: 'partnership.shares_changed', detail: { added: [third] } }),
    expect.objectContaining({ type: 'partnership.deactivated' }),
  ];
  expect(await told(one)).toEqual(expected);
  expect(await told(one)).toEqual(expected);
});

it('keeps nothing for an endpoint that is made later, and tells no other account', async () => {
  const { stores } = database;
  const one = await scene('others@new.example');
  const other = await scene('theirs@new.example');
  const onlyInvitations = await stores.webhookEndpoints.create({
    ...{ accountId: one.accountId, url: 'https://crm.example/two', createdBy: 'usr_1' },
    events: ['invitation.sent'],
  });
  await stores.partnerships.setStatus(one.accountId, one.partnership._id, 'inactive', ADA);
  expect(await told(one)).toHaveLength(1);
  expect(await told(other)).toEqual([]);
  const endpointId = onlyInvitations === 'full' ? '' : onlyInvitations.endpoint._id;
  expect(await told({ accountId: one.accountId, endpointId })).toEqual([]);
});

it('holds nothing personal', async () => {
  const one = await scene('canary.person@new.example');
  const { stores } = database;
  const operator = { kind: 'operator', id: 'olga@acme.example' } as const;
  await stores.partnerships.setStatus(one.accountId, one.partnership._id, 'inactive', operator);
  const heard = await told(one);
  expect(heard).toMatchObject([{ actor: { kind: 'operator', id: null } }]);
  expect(JSON.stringify(heard)).not.toMatch(/canary|@|olga/i);
});
