import { defaultPayloadConverter } from '@temporalio/common';
import { priorityOf } from '../../../workflows/contract';
import type { Invited } from '../../support/workflows/invited';
import { useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

/** What was done, in order: `activity` within a workflow task, `ACTIVITY` by itself, each with its summary. */
async function stepsOf(invited: Invited): Promise<string[]> {
  const { events } = await invited.handle.fetchHistory();
  return (events ?? []).flatMap((event) => {
    const data = event.markerRecordedEventAttributes?.details?.['data']?.payloads?.[0];
    const name = data
      ? defaultPayloadConverter.fromPayload<{ activity_type: string }>(data).activity_type
      : event.activityTaskScheduledEventAttributes?.activityType?.name?.toUpperCase();
    const summary = event.userMetadata?.summary;
    const text = summary ? defaultPayloadConverter.fromPayload<string>(summary) : '';
    return name === undefined ? [] : [`${name} ${text}`.trim()];
  });
}

test('steps that work at once are done within workflow tasks, each named and told apart', async () => {
  const invited = await use.inviteAndSend({ sharesRecords: true });
  await invited.decide('acceptInvitation');
  await invited.ends();
  expect(await stepsOf(invited)).toEqual([
    'sendEmail invitation',
    'recordInvitation sent',
    'CREATEACCOUNT',
    'assignDefaultRole membership of the new partner',
    'shareRecords records for the new partner',
    'sendEmail welcome, accepted-notice',
    'recordInvitation active',
  ]);
});

test('what does not work at once is done by its regular activity, in sight of operators', async () => {
  use.fakes.fail('sendEmail', 'transient', 1);
  use.fakes.fail('assignDefaultRole', 'transient', 1);
  use.fakes.fail('recordInvitation', 'transient', 1);
  const invited = await use.inviteAndSend();
  await invited.comesToRest();
  await invited.decide('acceptInvitation');
  await invited.ends();
  const steps = await stepsOf(invited);
  expect(steps).toEqual(
    expect.arrayContaining(['SENDEMAIL invitation', 'ASSIGNDEFAULTROLE', 'RECORDINVITATION']),
  );
  expect(use.fakes.emailsOf(invited.id)).toEqual(['invitation', 'welcome', 'accepted-notice']);
});

test('whoever decides waits for no e-mail', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, resendCooldown: 'PT0S' } });
  await invited.decide('resendInvitation');
  await invited.hasMailed('invitation', 'new-link');
  await invited.decide('acceptInvitation', { tokenVersion: 2 });
  await invited.decide('rejectInvitation');
  await invited.ends();
  expect((await stepsOf(invited)).filter((step) => /^sendEmail/i.test(step))).toEqual([
    'sendEmail invitation',
    'SENDEMAIL new-link',
    'SENDEMAIL accepted-notice, approval-requested',
    'SENDEMAIL application-rejected',
  ]);
});

test('invitations of a file leave quick e-mails to those of people', async () => {
  const invited = await use.inviteAndSend({ priority: priorityOf('bulk') });
  expect(await stepsOf(invited)).toContain('SENDEMAIL invitation');
});
