import { MockActivityEnvironment } from '@temporalio/testing';
import type { Activities } from '../../activities';
import { withFaults } from '../../activities/faults';
import { quietLogger } from '../support/sdk-logs';

const input = { invitationId: 'inv_1' } as Parameters<Activities['assignDefaultRole']>[0];

it('fails as often as asked where operators see it, and in every quick try before', async () => {
  const activities: Partial<Activities> = { assignDefaultRole: () => Promise.resolve() };
  const fault = { activity: 'assignDefaultRole', kind: 'permanent', count: 1 } as const;
  const { assignDefaultRole } = withFaults(activities as Activities, [fault]);
  const run = (isLocal: boolean) =>
    new MockActivityEnvironment({ isLocal }, { logger: quietLogger }).run(assignDefaultRole, input);
  await expect(run(true)).rejects.toMatchObject({ type: 'InjectedFault' });
  await expect(run(false)).rejects.toMatchObject({ type: 'InjectedFault', nonRetryable: true });
  await expect(run(true)).resolves.toBeUndefined();
});
