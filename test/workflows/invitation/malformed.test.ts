import { APPROVER, INVITEE, type DecisionName } from '../../support/workflows/invited';
import { reach } from '../../support/workflows/reach';
import { useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

const DECISIONS: DecisionName[] = [
  'acceptInvitation',
  'declineInvitation',
  'remindLater',
  'approveInvitation',
  'rejectInvitation',
  'revokeInvitation',
  'resendInvitation',
  'extendInvitation',
  'retryProvisioning',
];

/** What anybody with a Temporal client could send instead of a decision. */
const MALFORMED: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'accept'],
  ['a number', 42],
  ['a list', []],
  ['an empty object', {}],
  ['no actor', { decisionId: 'd' }],
  ['a null actor', { decisionId: 'd', actor: null }],
  ['an actor without an ID', { decisionId: 'd', actor: { kind: 'user' } }],
  ['an actor of an unknown kind', { decisionId: 'd', actor: { kind: 'root', id: 'u' } }],
  ['a list as actor', { decisionId: 'd', actor: ['user', 'u'] }],
  ['no decision ID', { actor: APPROVER }],
  ['an empty decision ID', { decisionId: '', actor: APPROVER }],
  ['a number as decision ID', { decisionId: 7, actor: APPROVER }],
  ['a huge decision ID', { decisionId: 'd'.repeat(100_000), actor: APPROVER }],
  ['a huge actor ID', { decisionId: 'd', actor: { kind: 'user', id: 'u'.repeat(100_000) } }],
  ['an object as reason', { decisionId: 'd', actor: APPROVER, reasonRef: { $ne: 1 } }],
  ['a number as application', { decisionId: 'd', actor: APPROVER, applicationRef: 1 }],
  ['a list as content hash', { decisionId: 'd', actor: APPROVER, contentHash: ['h'] }],
  ['a number as account', { decisionId: 'd', actor: APPROVER, partnerAccountId: 5 }],
  ['a number as instant', { decisionId: 'd', actor: APPROVER, decidedAt: 1 }],
  ['text as version of the link', { decisionId: 'd', actor: APPROVER, tokenVersion: '1' }],
  ['no number at all as version', { decisionId: 'd', actor: APPROVER, tokenVersion: NaN }],
  ['half a version of the address', { decisionId: 'd', actor: APPROVER, addressVersion: 0.5 }],
  ['text as a flag', { decisionId: 'd', actor: APPROVER, extendExpiry: 'false' }],
  ['an object as a flag', { decisionId: 'd', actor: APPROVER, sameLink: {} }],
  ['a list as duration', { decisionId: 'd', actor: APPROVER, in: ['P2D'], expiresIn: ['P2D'] }],
];

test.each(MALFORMED)('refuses %s as a decision, by Update and in silence by Signal', async (_, input) => {
  const invited = await use.inviteAndSend();
  await invited.comesToRest();
  const before = await invited.state();
  for (const decision of DECISIONS) {
    expect(await invited.refusalOf(decision, input)).toEqual({ type: 'InvalidDecision' });
    await invited.handle.signal(decision, input);
  }
  expect(await invited.state()).toEqual(before);
  // The run is none the worse for it.
  await invited.decide('declineInvitation');
  expect((await invited.ends()).outcome).toBe('declined');
});

test('takes of a decision and of news what it knows, member by member, and leaves the rest behind', async () => {
  const invited = await use.inviteAndSend();
  await invited.comesToRest();
  const [messageId] = (await invited.state()).messageIds;
  const at = '2030-01-02T03:04:05+01:00';
  const news = { eventId: 'e', messageId, event: 'delivered', at, detail: { $gt: '' } };
  await invited.handle.signal('emailEventReported', news);
  const delivered = await invited.until('delivered', ({ deliveredAt }) => deliveredAt !== undefined);
  expect(delivered.deliveredAt).toBe('2030-01-02T02:04:05.000Z');
  const actor = { kind: 'operator', id: 'olga', team: { $ne: 1 }, __proto__: { admin: true } };
  const { acceptedBy, timeline } = await invited.decide('acceptInvitation', { actor, status: 'active' });
  const plain = { kind: 'operator', id: 'olga' };
  expect(acceptedBy).toEqual(plain);
  expect(timeline.find(({ type }) => type === 'accepted')?.actor).toEqual(plain);
});

test('ignores malformed news of e-mails', async () => {
  const invited = await use.inviteAndSend();
  await invited.comesToRest();
  const before = await invited.state();
  const [messageId] = before.messageIds;
  const at = new Date(0).toISOString();
  const news = [
    undefined,
    null,
    'bounced',
    {},
    { messageId, event: 'bounced', at },
    { eventId: 'e', event: 'bounced', at },
    { eventId: 'e', messageId: { $gt: '' }, event: 'bounced', at },
    { eventId: 'e'.repeat(1000), messageId, event: 'bounced', at },
    { eventId: 'e1', messageId, event: 'delivered', at: 'yesterday' },
    { eventId: 'e2', messageId, event: 'delivered' },
    { eventId: 'e3', messageId, event: 'opened', at },
  ];
  for (const event of news) await invited.handle.signal('emailEventReported', event);
  expect(await invited.state()).toEqual(before);
});

test('answers unknown Updates, Signals and queries without harm', async () => {
  const invited = await use.inviteAndSend();
  await expect(
    invited.handle.executeUpdate('destroyInvitation', { args: [{}] as [object] }),
  ).rejects.toThrow();
  await expect(invited.handle.query('secrets')).rejects.toThrow();
  await invited.handle.signal('destroyInvitation', {});
  await invited.decide('declineInvitation');
  expect((await invited.ends()).outcome).toBe('declined');
});

describe('cancelling the workflow', () => {
  test.each(['created', 'sent', 'delivery_failed', 'pending_approval', 'failed'] as const)(
    'revokes an invitation that is %s',
    async (status) => {
      const invited = await reach[status](use);
      await invited.handle.cancel();
      expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'revoked' });
      expect((await invited.state()).timeline.at(-1)).toMatchObject({
        type: 'revoked',
        actor: { kind: 'operator', id: 'temporal' },
      });
    },
  );

  test('finishes a partner half made', async () => {
    const letGo = use.fakes.hold('createAccount');
    const invited = await use.inviteAndSend();
    await invited.comesToRest();
    await invited.decide('acceptInvitation', { actor: INVITEE });
    await invited.handle.cancel();
    await invited.until('cancelled', async () => {
      const { status } = await invited.handle.describe();
      return status.name === 'RUNNING';
    });
    letGo();
    expect((await invited.ends()).outcome).toBe('active');
  });

  test('revokes a partner that could not be made, instead of waiting for an operator', async () => {
    const letGo = use.fakes.hold('createAccount');
    use.fakes.fail('createAccount', 'permanent', 1);
    const invited = await use.inviteAndSend();
    await invited.comesToRest();
    await invited.decide('acceptInvitation');
    await invited.handle.cancel();
    letGo();
    expect((await invited.ends()).outcome).toBe('revoked');
    expect((await invited.story()).slice(-2)).toEqual(['provisioning_failed', 'revoked']);
    expect(use.fakes.callsOf(invited.id, 'removeCreatedAccount')).toHaveLength(1);
  });
});
