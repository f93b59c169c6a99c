import { failureOf, provisionedId, type FailureType } from '../../../workflows/contract';
import { useTestEnvironment } from '../../support/workflows/use-test-environment';
import type { InvitationChanges } from '../../support/test-environment';

const use = useTestEnvironment();
const NORDWIND = 'prt_nordwind';
const user = (id: string) => ({ actor: { kind: 'user', id } });
/** What the API sends: the hash binds the choice, the base does not. */
const choice = (by: string, addTo: string, base = 'base') => ({
  ...user(by),
  addTo,
  baseHash: base,
  contentHash: `${base}+${addTo}`,
});

async function pending(policy: InvitationChanges['policy'] = {}, changes: InvitationChanges = {}) {
  const invited = await use.inviteAndSend({ ...changes, policy: { autoOnboarding: false, ...policy } });
  await invited.decide('acceptInvitation');
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested');
  return invited;
}

/** The account is not made for that reason, until it is. */
function failsBy(type: FailureType): () => void {
  let isFailing = true;
  use.fakes.answerBy('createAccount', ({ invitationId }) => {
    if (isFailing) throw failureOf({ type });
    return {
      partnerAccountId: provisionedId('acc', invitationId),
      partnerUserId: provisionedId('usr', invitationId),
      partnershipId: provisionedId('prt', invitationId),
    };
  });
  return () => (isFailing = false);
}

const addsTo = (id: string) => {
  use.fakes.answer('createAccount', {
    partnerAccountId: 'acc_nordwind',
    partnerUserId: 'usr_new',
    partnershipId: id,
  });
};

test('adds to the partner that the inviter chose, says so, and tells its people', async () => {
  addsTo(NORDWIND);
  const invited = await use.inviteAndSend({ addToPartnershipId: NORDWIND });
  await invited.decide('acceptInvitation');
  expect(await invited.ends()).toMatchObject({ outcome: 'active', partnershipId: NORDWIND });
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([{ addToPartnershipId: NORDWIND }]);
  const { timeline, partnerAccountId } = await invited.state();
  expect(partnerAccountId).toBe('acc_nordwind');
  expect(timeline.at(-1)).toMatchObject({ type: 'activated', detail: { added: true } });
  const [welcome] = use.fakes
    .inputsOf(invited.id, 'sendEmail')
    .filter((input) => JSON.stringify(input).includes('welcome'));
  expect(welcome).toMatchObject({ added: true, partnerAccountId: 'acc_nordwind' });
});

test('says nothing of adding where a new partner is made', async () => {
  const invited = await use.inviteAndSend();
  await invited.decide('acceptInvitation');
  await invited.ends();
  expect((await invited.state()).timeline.at(-1)).not.toHaveProperty('detail');
  for (const input of use.fakes.inputsOf(invited.id, 'sendEmail')) expect(input).not.toHaveProperty('added');
});

test('adds to the partner that a rule found', async () => {
  use.fakes.answer('evaluateApprovalRules', {
    ...{ outcome: 'approve', ruleId: 'rule_a' },
    addToPartnershipId: NORDWIND,
  });
  const invited = await use.inviteAndSend({ policy: { hasApprovalRules: true } });
  await invited.decide('acceptInvitation');
  await invited.ends();
  expect(await invited.state()).toMatchObject({ ruleId: 'rule_a', addToPartnershipId: NORDWIND });
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([{ addToPartnershipId: NORDWIND }]);
});

test('adds to the partner that the approver chose, or makes a new one against the inviter’s wish', async () => {
  const added = await pending();
  await added.decide('approveInvitation', choice('usr_a', NORDWIND));
  await added.ends();
  expect((await added.state()).timeline).toContainEqual(
    expect.objectContaining({ type: 'approved', detail: { addTo: NORDWIND } }),
  );
  const anew = await pending({}, { addToPartnershipId: NORDWIND });
  await anew.decide('approveInvitation', choice('usr_a', 'new'));
  await anew.ends();
  const inputOf = (id: string) => use.fakes.inputsOf(id, 'createAccount')[0];
  expect(inputOf(added.id)).toMatchObject({ addToPartnershipId: NORDWIND, contentHash: `base+${NORDWIND}` });
  expect(inputOf(anew.id)).not.toHaveProperty('addToPartnershipId');
});

test.each([
  [NORDWIND, 'new'],
  ['new', NORDWIND],
  [NORDWIND, 'prt_other'],
])('counts the first choice, %s, and refuses a second approver who chose %s', async (first, second) => {
  const invited = await pending({ requiredApprovals: 2 });
  await invited.decide('approveInvitation', choice('usr_a', first));
  const before = await invited.state();
  expect(await invited.refused('approveInvitation', choice('usr_b', second))).toEqual({
    type: 'ChoiceDiffers',
    currentStatus: 'pending_approval',
  });
  expect(await invited.state()).toEqual(before);
  await invited.decide('approveInvitation', choice('usr_b', first));
  expect((await invited.ends()).outcome).toBe('active');
  expect((await invited.state()).approvals.map(({ by }) => by)).toEqual(['usr_a', 'usr_b']);
});

test('of two that come at once counts one, whichever it is', async () => {
  const invited = await pending({ requiredApprovals: 2 });
  const outcomes = await Promise.allSettled([
    invited.decide('approveInvitation', choice('usr_a', NORDWIND)),
    invited.decide('approveInvitation', choice('usr_b', 'new')),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await invited.state()).approvals).toHaveLength(1);
});

test('lets a choice be made anew for other content, and after the application was returned', async () => {
  const invited = await pending({ requiredApprovals: 2 });
  await invited.decide('approveInvitation', choice('usr_a', NORDWIND));
  const other = await invited.decide('approveInvitation', choice('usr_b', 'new', 'edited'));
  expect(other.approvals).toMatchObject([{ by: 'usr_b' }]);
  expect(other).not.toHaveProperty('addToPartnershipId');
  await invited.decide('approveInvitation', choice('usr_a', NORDWIND, 'edited again'));
  expect(await invited.decide('returnInvitation', { reasonRef: 'note' })).not.toHaveProperty(
    'addToPartnershipId',
  );
});

test('gives back the inviter’s choice when the application is returned', async () => {
  const invited = await pending({ requiredApprovals: 2 }, { addToPartnershipId: 'prt_wished' });
  await invited.decide('approveInvitation', choice('usr_a', NORDWIND));
  const returned = await invited.decide('returnInvitation', { reasonRef: 'note' });
  expect(returned.addToPartnershipId).toBe('prt_wished');
});

describe('a partner that takes nobody any more', () => {
  async function parked(policy: InvitationChanges['policy'] = {}) {
    const invited = await pending(policy);
    const recover = failsBy('PartnerUnavailable');
    await invited.decide('approveInvitation', choice('usr_a', NORDWIND));
    if (policy.requiredApprovals === 2) await invited.decide('approveInvitation', choice('usr_b', NORDWIND));
    const failed = await invited.reaches('failed');
    expect(failed.failure).toEqual({ step: 'createAccount', type: 'PartnerUnavailable' });
    recover();
    return invited;
  }

  test('parks the invitation, and an approver chooses anew', async () => {
    const invited = await parked();
    await invited.decide('approveInvitation', choice('usr_a', 'new'));
    expect((await invited.ends()).outcome).toBe('active');
    const state = await invited.state();
    expect(state).not.toHaveProperty('failure');
    expect(state).not.toHaveProperty('addToPartnershipId');
  });

  test('asks again for every approval that the program wants', async () => {
    const invited = await parked({ requiredApprovals: 2 });
    const first = await invited.decide('approveInvitation', choice('usr_a', 'prt_other'));
    expect(first).toMatchObject({ status: 'pending_approval', approvals: [{ by: 'usr_a' }] });
    expect(first.escalateAt).toBeDefined();
    await invited.decide('approveInvitation', choice('usr_b', 'prt_other'));
    expect((await invited.ends()).outcome).toBe('active');
  });

  test('is tried again as it is, once it takes people', async () => {
    const invited = await parked();
    await invited.decide('retryProvisioning');
    await invited.ends();
    expect(use.fakes.inputsOf(invited.id, 'createAccount').at(-1)).toMatchObject({
      addToPartnershipId: NORDWIND,
      round: 2,
    });
  });

  test('is no reason to approve one’s own', async () => {
    const invited = await parked();
    expect((await invited.refused('approveInvitation', choice('usr_inviter', 'new'))).type).toBe(
      'SelfApproval',
    );
  });
});

test('takes no approval after any other failure', async () => {
  const invited = await pending();
  failsBy('ProvisioningRefused');
  await invited.decide('approveInvitation', choice('usr_a', NORDWIND));
  await invited.reaches('failed');
  expect(await invited.refused('approveInvitation', choice('usr_a', 'new'))).toEqual({
    type: 'InvalidTransition',
    currentStatus: 'failed',
  });
});
