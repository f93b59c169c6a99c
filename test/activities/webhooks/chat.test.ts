import type { Client } from '@temporalio/client';
import type { createSendEmail } from '../../../activities/email/send-email';
import { withApprovalChat } from '../../../activities/email/approval-chat';
import { newId } from '../../../domain/ids';
import type { ChatFormat } from '../../../domain/chat/approval-message';
import { WebhookDispatcher } from '../../../worker/webhooks/webhook-dispatcher';
import type { EmailTemplate, WebhookDeliveryInput } from '../../../workflows/contract';
import { deliverer } from '../../support/activities/webhooks-world';
import { useDatabase } from '../../support/models/database';
import { snapshot, storedInvitation } from '../../support/models/samples';
import { answer, inOrder, startReceiver, type Receiver } from '../../support/receiver';

const database = useDatabase('chat');
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver(answer(200));
});
afterEach(() => receiver.close());

const LINK = 'https://usher.example/invitations/';

/** A pending partner of an account with a chat. */
async function scene(format: ChatFormat = 'slack') {
  const { stores } = database;
  const accountId = newId('acc');
  const channel = await stores.chatChannels.put(accountId, { format, url: receiver.url });
  const id = await storedInvitation(stores, accountId, 'peter@initech.example', { partnerName: 'Initech' });
  await stores.invitations.record(snapshot(id, { seq: 3, status: 'pending_approval' }));
  return { accountId, id, channelId: channel?._id ?? '' };
}

/** As the worker sends e-mails of these templates; the e-mails themselves go nowhere. */
async function mailed(id: string, ...templates: EmailTemplate[]): Promise<number> {
  let sent = 0;
  const sendEmail: ReturnType<typeof createSendEmail> = () => {
    sent += 1;
    return Promise.resolve();
  };
  const links = { invitationPage: (one: string) => LINK + one } as never;
  const { approvalChat } = database.stores;
  await withApprovalChat(sendEmail, { approvalChat, links })({
    ...{ invitationId: id, tokenVersion: 1, expiresAt: new Date().toISOString() },
    messages: templates.map((template, n) => ({ template, messageId: `${id}.${template}.${n}` })),
  });
  return sent;
}

/** What the dispatcher starts, tried once each. */
async function delivered(): Promise<string[]> {
  const started: WebhookDeliveryInput[] = [];
  const start = (_type: string, { args }: { args: [WebhookDeliveryInput] }) => {
    started.push(...args);
    return Promise.resolve();
  };
  await new WebhookDispatcher(database.stores, { workflow: { start } } as unknown as Client).sweep();
  const deliver = deliverer(database.stores);
  const results = [];
  for (const input of started) results.push((await deliver(input)).state);
  return results;
}

const log = async (accountId: string, channelId: string) =>
  (await database.stores.webhookDeliveries.list(accountId, channelId, { sort: '-createdAt', limit: 50 }))
    .items;

it.each(['slack', 'teams'] as const)(
  'is posted in the format of %s, once for each e-mail to approvers',
  async (format) => {
    const { id } = await scene(format);
    expect(await mailed(id, 'accepted-notice', 'approval-requested')).toBe(1);
    await mailed(id, 'approval-requested');
    await mailed(id, 'approval-reminder');
    // The activity is run again after a crash.
    await mailed(id, 'approval-reminder');
    await delivered();
    expect(receiver.received).toHaveLength(3);
    const bodies = receiver.received.map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('Initech still waits for your approval.'))).toHaveLength(1);
    expect(bodies.every((body) => body.includes(LINK + id))).toBe(true);
    expect(bodies.every((body) => body.includes(format === 'slack' ? '"blocks"' : '"AdaptiveCard"'))).toBe(
      true,
    );
    // Nothing of any person, and no signature that nobody could check.
    expect(bodies.join()).not.toMatch(/@|peter|gibbons/i);
    expect(receiver.received.filter(({ headers }) => headers['webhook-signature'] !== undefined)).toEqual([]);
  },
);

it('keeps no name and no address in its log, and none in the database but sealed', async () => {
  const { accountId, id, channelId } = await scene();
  await mailed(id, 'approval-requested');
  const stored = JSON.stringify([
    await log(accountId, channelId),
    await database.connection.collection('chat_channels').find().toArray(),
  ]);
  expect(stored).toContain(id);
  expect(stored).not.toMatch(new RegExp(`Initech|peter|${receiver.port}|/hook`));
});

it('tells nobody where no chat is set up, and no other account', async () => {
  const { stores } = database;
  const other = await scene();
  // What the tests before left on its way.
  await delivered();
  const accountId = newId('acc');
  const id = await storedInvitation(stores, accountId, 'nobody@initech.example');
  expect(await mailed(id, 'approval-requested')).toBe(1);
  expect(await delivered()).toEqual([]);
  expect(await log(other.accountId, other.channelId)).toEqual([]);
});

it('waits when the chat is busy or broken, and goes on', async () => {
  const { accountId, id, channelId } = await scene();
  await mailed(id, 'approval-requested');
  receiver.behave(inOrder(answer(429, { 'retry-after': '60' }), answer(500), answer(200)));
  const [one] = await log(accountId, channelId);
  const input = { deliveryId: one!._id, endpointId: channelId, eventId: one!.eventId };
  const deliver = deliverer(database.stores);
  expect(await deliver(input)).toMatchObject({ state: 'pending', waitMs: 60_000 });
  expect(await deliver(input)).toMatchObject({ state: 'pending' });
  expect(await deliver(input)).toMatchObject({ state: 'delivered' });
  expect(await database.stores.chatChannels.find(accountId)).toMatchObject({
    status: 'active',
    consecutiveFailures: 0,
  });
});

it.each([400, 403, 404, 410])(
  'is paused by a %i, which is shown, audited and ends what is on its way',
  async (status) => {
    const { stores } = database;
    const { accountId, id, channelId } = await scene();
    await mailed(id, 'approval-requested');
    await mailed(id, 'approval-reminder');
    receiver.behave(answer(status));
    expect((await delivered()).sort()).toEqual(['failed', 'stopped']);
    expect(await stores.chatChannels.find(accountId)).toMatchObject({
      status: 'paused',
      notice: { code: 'gone' },
    });
    expect(receiver.received).toHaveLength(1);
    const { items } = await stores.auditLog.list({ accountId, limit: 5 });
    expect(items).toMatchObject([
      { type: 'approval_chat_paused', target: { kind: 'approval_chat', id: channelId } },
    ]);
    // What comes meanwhile is noted and not sent; afterwards messages go out again.
    await mailed(id, 'accepted-notice');
    const again = await storedInvitation(stores, accountId, 'next@initech.example');
    await mailed(again, 'approval-requested');
    expect((await log(accountId, channelId))[0]).toMatchObject({ state: 'failed', error: 'endpoint-paused' });
    await stores.chatChannels.resume(accountId);
    receiver.behave(answer(200));
    await mailed(again, 'approval-reminder');
    expect(await delivered()).toEqual(['delivered']);
  },
);

it('is paused after three days in which nothing was taken', async () => {
  const { accountId, id, channelId } = await scene();
  await mailed(id, 'approval-requested');
  receiver.behave(answer(500));
  const [one] = await log(accountId, channelId);
  const input = { deliveryId: one!._id, endpointId: channelId, eventId: one!.eventId };
  expect(await deliverer(database.stores)(input, 0)).toMatchObject({ state: 'failed' });
  expect(await database.stores.chatChannels.find(accountId)).toMatchObject({ notice: { code: 'failing' } });
});

it.each(['active', 'rejected', 'revoked', 'provisioning'] as const)(
  'is not posted any more once the invitation is %s',
  async (status) => {
    const { accountId, id, channelId } = await scene();
    await mailed(id, 'approval-requested');
    await database.stores.invitations.record(snapshot(id, { seq: 4, status }));
    expect(await delivered()).toEqual(['stopped']);
    expect(receiver.received).toEqual([]);
    expect((await log(accountId, channelId))[0]).toMatchObject({ state: 'failed', error: 'not-needed' });
  },
);

it('is not posted about somebody who was erased', async () => {
  const { id } = await scene();
  await mailed(id, 'approval-requested');
  const filter = { _id: id as never };
  await database.connection.collection('invitations').updateOne(filter, { $set: { erasedAt: new Date() } });
  expect(await delivered()).toEqual(['stopped']);
  expect(receiver.received).toEqual([]);
});
