import { postInvitationDecisions } from '../../../api/invitation-decisions/decide';
import { newId } from '../../../domain/ids';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';
import { storedInvitation } from '../../support/models/samples';

const api = new TestApi();
const DECISIONS = '/v1/invitation-decisions';
let updates = 0;

beforeAll(() =>
  api.start(
    fakeTemporal({
      update: (...input) => {
        updates += 1;
        return fakeTemporal().update(...input);
      },
    }),
  ),
);
afterAll(() => api.stop());

const one = { id: newId('inv'), contentHash: 'x' };
const many = (count: number) => Array.from({ length: count }, () => ({ ...one, id: newId('inv') }));

it('are refused to whoever may not decide', async () => {
  const { viewer, operator } = api.people;
  for (const person of [viewer, operator]) {
    await expectRefused(api, 'POST', DECISIONS, person, [
      { body: { action: 'approve', invitations: [one] }, code: 'forbidden' },
    ]);
  }
});

it('are refused for anything that is no list of decisions', async () => {
  await expectRefused(api, 'POST', DECISIONS, api.people.approver, [
    ...HOSTILE_BODIES,
    { body: { action: 'approve', invitations: [] }, pointer: '/invitations' },
    { body: { action: 'approve', invitations: many(201) }, pointer: '/invitations' },
    { body: { action: 'approve', invitations: [one, one] }, pointer: '/invitations' },
    { body: { action: 'revoke', invitations: [one] }, pointer: '/action' },
    { body: { action: 'approve', invitations: [{ id: one.id }] }, pointer: '/invitations/0/contentHash' },
    { body: { action: 'approve', invitations: [one], reason: 'x'.repeat(2_001) }, pointer: '/reason' },
  ]);
});

it('take 200, each with its own answer, and ask Temporal for none that is not there', async () => {
  const answer = await api.post(DECISIONS, api.people.approver, { action: 'reject', invitations: many(200) });
  const { done, refused, items } = bodyOf(postInvitationDecisions, answer);
  expect([done, refused, items.length, updates]).toEqual([0, 200, 200, 0]);
  expect(new Set(items.map(({ problem }) => problem?.code))).toEqual(new Set(['not-found']));
});

it('end at once while Temporal is away, and may be sent again', async () => {
  const { approver } = api.people;
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      storedInvitation(api.stores, approver.accountId, `away-${n}@partner.example`),
    ),
  );
  updates = 0;
  const body = { action: 'reject', invitations: ids.map((id) => ({ id, contentHash: 'x' })) };
  const send = () => api.post(DECISIONS, approver, body, { 'idempotency-key': 'away' });
  for (const answer of [await send(), await send()]) {
    expect([answer.status, answer.body.code]).toEqual([503, 'temporal-unavailable']);
  }
  // Those that were on their way when the first one failed, and no more.
  expect(updates).toBeLessThanOrEqual(2 * 16);
});
