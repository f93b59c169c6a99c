import { isTerminal, privacyErasureStart } from '../../../workflows/contract';
import { privacyErasureWorkflow } from '../../../workflows';
import type { ActivityName } from '../../support/fakes';
import type { InvitationChanges } from '../../support/test-environment';
import type { Invited } from '../../support/workflows/invited';
import { HOUR, MINUTE, useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

const STEPS: ActivityName[] = ['createAccount', 'assignDefaultRole', 'shareRecords'];
const COMPENSATIONS: ActivityName[] = [
  'removeCreatedAccount',
  'withdrawDefaultRole',
  'withdrawSharedRecords',
];

/** Names of the provisioning activities in the order in which they began, each attempt counting. */
const begun = (invited: Invited, names = [...STEPS, ...COMPENSATIONS]) =>
  use.fakes.callsOf(invited.id, ...names).map(({ activity }) => activity);

async function accepted(changes: InvitationChanges = { sharesRecords: true }): Promise<Invited> {
  const invited = await use.inviteAndSend(changes);
  await invited.comesToRest();
  await invited.decide('acceptInvitation');
  return invited;
}

test('makes the account first, then the role, then the shares', async () => {
  const letRoleGo = use.fakes.hold('assignDefaultRole');
  const invited = await accepted();
  await invited.waitFor(
    () => begun(invited).includes('assignDefaultRole'),
    () => begun(invited).join(),
  );
  expect((await invited.state()).status).toBe('provisioning');
  expect(begun(invited)).not.toContain('shareRecords');
  letRoleGo();
  const { partnershipId } = await invited.ends();
  const account = { partnerAccountId: invited.id.replace('inv', 'acc'), partnershipId };
  expect(use.fakes.inputsOf(invited.id, 'assignDefaultRole')).toMatchObject([{ account }]);
  expect(use.fakes.inputsOf(invited.id, 'shareRecords')).toMatchObject([{ account }]);
  expect(await invited.state()).toMatchObject({ status: 'active', ...account });
  expect([...new Set(begun(invited))]).toEqual(STEPS);
});

test('shares nothing where nothing is to be shared', async () => {
  const invited = await accepted({ sharesRecords: false });
  await invited.ends();
  expect(begun(invited)).toEqual(['createAccount', 'assignDefaultRole']);
});

test.each(STEPS)('rides out failures of %s that pass', async (step) => {
  use.fakes.fail(step, 'transient', 2);
  const invited = await accepted();
  await use.skip(HOUR);
  expect((await invited.ends()).outcome).toBe('active');
  expect(begun(invited).filter((name) => name === step)).toHaveLength(3);
  expect(begun(invited, COMPENSATIONS)).toEqual([]);
});

test.each([
  ['createAccount', ['removeCreatedAccount']],
  ['assignDefaultRole', ['withdrawDefaultRole', 'removeCreatedAccount']],
  ['shareRecords', [...COMPENSATIONS].reverse()],
] as const)('undoes everything, last step first, when %s fails for good', async (step, undone) => {
  use.fakes.fail(step, 'permanent', 1);
  const invited = await accepted();
  const { failure, timeline } = await invited.reaches('failed');
  expect(failure).toEqual({ step, type: 'ProvisioningRefused' });
  expect(timeline.at(-1)).toMatchObject({ type: 'provisioning_failed', detail: failure });
  expect(begun(invited, COMPENSATIONS)).toEqual(undone);
});

test('every failure that parks it is told to a person, each with its reason', async () => {
  use.fakes.fail('createAccount', 'permanent', 2);
  const invited = await accepted();
  await invited.hasMailed('invitation', 'provisioning-failed-notice');
  await invited.decide('retryProvisioning');
  await invited.hasMailed('invitation', 'provisioning-failed-notice', 'provisioning-failed-notice');
  expect(use.fakes.inputsOf(invited.id, 'sendEmail').at(-1)).toMatchObject({
    failureType: 'ProvisioningRefused',
  });
});

test('undoes only what it was going to do', async () => {
  use.fakes.fail('assignDefaultRole', 'permanent', 1);
  const invited = await accepted({ sharesRecords: false });
  await invited.reaches('failed');
  expect(begun(invited, COMPENSATIONS)).toEqual(['withdrawDefaultRole', 'removeCreatedAccount']);
});

test('a retry makes the partner after all', async () => {
  use.fakes.fail('shareRecords', 'permanent', 1);
  const invited = await accepted();
  await invited.reaches('failed');
  const { status, failure } = await invited.decide('retryProvisioning', {
    actor: { kind: 'operator', id: 'ops' },
  });
  expect([status, failure]).toEqual(['provisioning', undefined]);
  expect((await invited.ends()).outcome).toBe('active');
  expect((await invited.story()).slice(-3)).toEqual(['provisioning_failed', 'retried', 'activated']);
});

test('can fail, be retried and fail again', async () => {
  use.fakes.fail('createAccount', 'permanent', 2);
  const invited = await accepted();
  await invited.reaches('failed');
  await invited.decide('retryProvisioning');
  await invited.until('failed again', ({ timeline }) => timeline.at(-1)?.type === 'provisioning_failed');
  expect(begun(invited, COMPENSATIONS)).toEqual(['removeCreatedAccount', 'removeCreatedAccount']);
  await invited.decide('revokeInvitation');
  expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'revoked' });
});

test('waits in failed for as long as it takes', async () => {
  use.fakes.fail('createAccount', 'permanent', 1);
  const invited = await accepted();
  await invited.reaches('failed');
  await use.skip(40 * 24 * HOUR);
  expect((await invited.state()).status).toBe('failed');
});

test('tries a compensation again until it succeeds', async () => {
  use.fakes.fail('createAccount', 'permanent', 1);
  use.fakes.fail('removeCreatedAccount', 'transient', 12);
  const invited = await accepted();
  await use.skip(HOUR);
  await invited.reaches('failed');
  expect(begun(invited, ['removeCreatedAccount'])).toHaveLength(13);
});

test('a compensation that can never succeed keeps neither the others nor the operator from acting', async () => {
  use.fakes.fail('shareRecords', 'permanent', 1);
  use.fakes.fail('withdrawDefaultRole', 'permanent', 1);
  const invited = await accepted();
  const { failure } = await invited.reaches('failed');
  expect(failure).toEqual({ step: 'shareRecords', type: 'ProvisioningRefused' });
  expect(begun(invited, COMPENSATIONS)).toEqual([...COMPENSATIONS].reverse());
  await invited.decide('retryProvisioning');
  expect((await invited.ends()).outcome).toBe('active');
});

test('gives a step up after a day and parks it', async () => {
  use.fakes.fail('createAccount', 'transient');
  const invited = await accepted();
  await use.skip(25 * HOUR);
  const { failure } = await invited.reaches('failed');
  expect(failure?.step).toBe('createAccount');
});

describe('an erasure while a partner is being made', () => {
  const startErasure = async ({ id }: Invited) => {
    use.fakes.answer('findContact', { invitations: [{ invitationId: id, isLive: true }] });
    const request = { requestId: `era_${id}`, accountId: 'acc_vendor' };
    return use.environment.client.workflow.start(privacyErasureWorkflow, privacyErasureStart(request));
  };
  const forced = ({ id }: Invited) => use.fakes.inputsOf(id, 'eraseInvitation').map(({ force }) => force);

  test('waits for its end', async () => {
    use.fakes.fail('createAccount', 'transient', 6);
    const invited = await accepted();
    const isOver = () => isTerminal(use.fakes.rowsOf(invited.id).at(-1)?.status ?? 'created');
    // As the store does it: what is not over is erased only by force.
    use.fakes.answerBy('eraseInvitation', ({ force }) => ({ erased: force || isOver() }));
    const erasure = await startErasure(invited);
    await use.skip(10 * MINUTE);
    expect(await erasure.result()).toMatchObject({ erasedInvitations: 1 });
    expect((await invited.ends()).outcome).toBe('active');
    expect(forced(invited).length).toBeGreaterThan(1);
    expect(forced(invited)).not.toContain(true);
  });

  test('goes by force only after an hour of waiting', async () => {
    use.fakes.fail('createAccount', 'transient');
    const invited = await accepted();
    use.fakes.answerBy('eraseInvitation', ({ force }) => ({ erased: force }));
    const erasure = await startErasure(invited);
    await use.skip(40 * MINUTE);
    expect(forced(invited)).not.toContain(true);
    await use.skip(HOUR);
    await erasure.result();
    expect(forced(invited).filter((force) => force)).toHaveLength(1);
  });
});
