import { WorkflowNotFoundError } from '@temporalio/client';
import { TemporalLateError } from '../../../api/temporal/unavailable';
import { PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/**
 * Lets every Update be applied on the real server, and be answered only when the caller has stopped waiting and
 * the run is closed, so that the Signal finds no run either.
 */
async function whileAnswersAreLate<T>(action: () => Promise<T>): Promise<T> {
  const gateway = world.deps.temporal;
  const { update, signal } = gateway;
  const signals: unknown[] = [];
  gateway.update = async (name, invitationId, decision) => {
    await update(name, invitationId, decision);
    await world.client.workflow.getHandle(`invitation-${invitationId}`).result();
    throw new TemporalLateError('late');
  };
  gateway.signal = async (...message) => {
    const failure: unknown = await signal(...message).catch((error: unknown) => error);
    signals.push(failure);
    if (failure instanceof Error) throw failure;
  };
  try {
    return await action();
  } finally {
    Object.assign(gateway, { update, signal });
    // Or the test would prove nothing.
    expect(signals).toEqual([expect.any(WorkflowNotFoundError)]);
  }
}

describe('a decision that was applied although its answer came too late and the run has closed', () => {
  it('is answered 200 to an invitee who accepts', async () => {
    const { id, token } = await world.invited();
    const body = { token, password: PASSWORD };
    const answer = await whileAnswersAreLate(() =>
      world.post('/v1/public/invitation/accept', undefined, body),
    );
    expect(answer.status).toBe(200);
    await world.status(id, 'active');
  });

  it('is answered 200 to an inviter who revokes', async () => {
    const { path } = await world.invited();
    const answer = await whileAnswersAreLate(() =>
      world.post(`${path}/revoke`, world.people.admin, { reason: 'Too late' }),
    );
    expect([answer.status, answer.body.status]).toEqual([200, 'revoked']);
  });

  it('is answered 200 to an approver who rejects', async () => {
    await world.stores.programs.put(world.people.admin.accountId, 'reviewed', { autoOnboarding: false });
    const { id, path, token } = await world.invited({ program: 'reviewed' });
    await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
    await world.status(id, 'pending_approval');
    const answer = await whileAnswersAreLate(() => world.post(`${path}/reject`, world.people.approver));
    expect([answer.status, answer.body.status]).toEqual([200, 'rejected']);
  });
});

it('a decision on a run that ended otherwise is still refused', async () => {
  const { path } = await world.invited();
  expect((await world.post(`${path}/revoke`, world.people.admin)).status).toBe(200);
  const again = await world.post(`${path}/extend`, world.people.admin, { expiresIn: 'P2D' });
  expect([again.status, again.body.code]).toEqual([409, 'invalid-transition']);
});
