import {
  invitationProgramAttribute,
  invitationStatusAttribute,
  nextDeadlineAttribute,
} from '../../../workflows/contract';
import { foldRows } from '../../support/fakes';
import { APPROVER, INVITEE, type Invited } from '../../support/workflows/invited';
import { DAY, HOUR, useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

/** The run is over, and the read model tells its whole story once and in order. */
async function expectRecorded(invited: Invited): Promise<void> {
  const stored = foldRows(use.fakes.rowsOf(invited.id));
  expect(stored).toEqual(await invited.state());
  const entries = stored?.timeline ?? [];
  expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
}

test('activates by itself whoever accepts, and welcomes them', async () => {
  const invited = await use.inviteAndSend();
  await invited.decide('acceptInvitation', { applicationRef: 'app_1' });
  const partnershipId = invited.id.replace('inv', 'prt');
  expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'active', partnershipId });

  const steps = use.fakes.callsOf(invited.id, 'createAccount', 'assignDefaultRole', 'shareRecords');
  expect(steps.map(({ activity }) => activity)).toEqual(['createAccount', 'assignDefaultRole']);
  expect(steps[0]?.input).toMatchObject({ applicationRef: 'app_1', acceptedBy: INVITEE });
  await invited.hasMailed('invitation', 'welcome', 'accepted-notice');
  expect(await invited.story()).toEqual(['created', 'sent', 'accepted', 'activated']);
  await expectRecorded(invited);
});

test('waits for a person where the program wants one', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false }, sharesRecords: true });
  expect((await invited.decide('acceptInvitation')).status).toBe('pending_approval');
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested');
  await invited.decide('approveInvitation', { reasonRef: 'note_1', contentHash: 'h1' });
  expect((await invited.ends()).outcome).toBe('active');

  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested', 'welcome');
  const { approvals, timeline } = await invited.state();
  expect(approvals).toMatchObject([{ by: APPROVER.id, noteRef: 'note_1', contentHash: 'h1' }]);
  expect(timeline.map(({ type }) => type)).toEqual([
    'created',
    'sent',
    'accepted',
    'approval_requested',
    'approved',
    'activated',
  ]);
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([{ contentHash: 'h1' }]);
  await expectRecorded(invited);
});

test('ends declined, with the reason, and tells the inviter', async () => {
  const invited = await use.inviteAndSend();
  await invited.decide('declineInvitation', { reasonRef: 'note_2' });
  expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'declined' });
  await invited.hasMailed('invitation', 'declined-notice');
  expect(await invited.state()).toMatchObject({ status: 'declined', reasonRef: 'note_2' });
  await expectRecorded(invited);
});

test('ends expired when nobody answers, and tells the inviter', async () => {
  const expiresAt = new Date((await use.environment.now()) + HOUR).toISOString();
  const invited = await use.inviteAndSend({ expiresAt });
  await use.skip(HOUR);
  expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'expired' });
  await invited.hasMailed('invitation', 'expired-notice');
  const { endedAt } = await invited.state();
  expect(Date.parse(endedAt!)).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  await expectRecorded(invited);
});

test('ends revoked and mails nobody', async () => {
  const invited = await use.inviteAndSend();
  await invited.decide('revokeInvitation');
  expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'revoked' });
  await invited.hasMailed('invitation');
  await expectRecorded(invited);
});

test('ends rejected by an approver and tells the partner', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
  await invited.decide('acceptInvitation');
  await invited.decide('rejectInvitation', { reasonRef: 'note_3' });
  expect(await invited.ends()).toEqual({ invitationId: invited.id, outcome: 'rejected' });
  expect(use.fakes.inputsOf(invited.id, 'sendEmail').at(-1)).toMatchObject({
    messages: [{ template: 'application-rejected' }],
    reasonRef: 'note_3',
  });
  await expectRecorded(invited);
});

test('shows operators where it stands, as attributes and as a sentence', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, reminders: ['P3D'] } });
  const details = async () => {
    const metadata = await invited.handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    return metadata.currentDetails;
  };
  const { reminderInstants } = await invited.state();
  let attributes = await invited.attributes();
  expect(attributes.get(invitationStatusAttribute)).toBe('sent');
  expect(attributes.get(invitationProgramAttribute)).toBe('default');
  expect(attributes.get(nextDeadlineAttribute)?.toISOString()).toBe(reminderInstants[0]);
  expect(await details()).toMatch(/^Waiting for an answer; reminder 1 of 1 on .*; expires .*\.$/);

  await invited.decide('acceptInvitation');
  const { escalateAt } = await invited.state();
  await invited.hasMailed('invitation', 'accepted-notice', 'approval-requested');
  attributes = await invited.attributes();
  expect(attributes.get(invitationStatusAttribute)).toBe('pending_approval');
  expect(attributes.get(nextDeadlineAttribute)?.toISOString()).toBe(escalateAt);
  expect(await details()).toMatch(/^Accepted; waiting for 1 of 1 approvals; approvers are reminded on /);

  await invited.decide('approveInvitation');
  await invited.ends();
  attributes = await invited.attributes();
  expect(attributes.get(invitationStatusAttribute)).toBe('active');
  expect(attributes.get(nextDeadlineAttribute)).toBeUndefined();
});

test('answers the query with what the Update answered, also when it is over', async () => {
  const invited = await use.inviteAndSend();
  const answered = await invited.decide('declineInvitation');
  await invited.ends();
  expect(await invited.state()).toEqual(answered);
  expect(answered).toMatchObject({ status: 'declined', respondedAt: answered.endedAt });
});

test('hands activities nothing but identifiers, instants and counts', async () => {
  const invited = await use.inviteAndSend({ sharesRecords: true, policy: { reminders: ['P1D'] } });
  await use.skip(DAY);
  await invited.hasMailed('invitation', 'reminder');
  await invited.decide('acceptInvitation', { applicationRef: 'app_1' });
  await invited.ends();
  const calls = use.fakes.callsOf(invited.id);
  expect(new Set(calls.map(({ activity }) => activity)).size).toBeGreaterThanOrEqual(5);
  const texts = calls.flatMap(({ input }) => textsIn(input));
  expect(texts.filter((text) => !/^[\w.:-]+$/.test(text))).toEqual([]);
});

/** Every string inside a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
