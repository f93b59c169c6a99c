import { getInvitationsById } from '../../../api/invitations/get';
import { getInvitationsByIdTimeline } from '../../../api/invitations/timeline';
import { bodyOf } from '../../support/api/declared-answers';
import { eventually, PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** Somebody who has applied in a program with these settings. */
async function applied(program: string, settings: object) {
  const body = { autoOnboarding: false, ...settings };
  const made = await world.call('PUT', `/v1/programs/${program}`, { as: people().admin, body });
  expect(made.status).toBeLessThan(300);
  const invited = await world.invited({ program });
  await world.post('/v1/public/invitation/accept', undefined, { token: invited.token, password: PASSWORD });
  return invited;
}

const typesOf = async (path: string) =>
  bodyOf(getInvitationsByIdTimeline, await world.get(`${path}/timeline`, people().admin)).items.map(
    ({ type }) => type,
  );

const DAY_MS = 86_400_000;

it('tells approvers again as often as the program says, while there is time to decide', async () => {
  const { id, path } = await applied('patient', {
    ...{ escalateAfter: 'PT1S', escalateEvery: 'PT1S', maxEscalations: 2 },
    ...{ decideWithin: 'P14D', whenUndecided: 'tell_admins' },
  });
  const pending = await world.status(id, 'pending_approval');
  const days = (Date.parse(pending.decisionDueAt ?? '') - Date.parse(pending.respondedAt ?? '')) / DAY_MS;
  expect(Math.floor(days)).toBe(14);
  const remindersTo = (email: string) =>
    world.mails.filter(
      ({ template, to, invitationId }) =>
        template === 'approval-reminder' && to.email === email && invitationId === id,
    );
  await eventually(
    () => Promise.resolve(remindersTo(people().approver.email)),
    (mails) => mails.length === 2,
  );
  expect((await world.post(`${path}/approve`, people().approver)).status).toBe(200);
  await world.status(id, 'active');
  const told = (await typesOf(path)).filter((type) => /remind|overdue|approv/.test(type));
  expect(told).toEqual(['approval_requested', 'approvers_reminded', 'approvers_reminded', 'approved']);
  expect(remindersTo(people().approver.email)).toHaveLength(2);
});

it('tells the administrators at the end of the time, and takes a decision after it', async () => {
  const settings = { decideWithin: 'PT1S', whenUndecided: 'tell_admins' };
  const { id, path } = await applied('overdue', settings);
  const { text, html } = await world.mail(people().admin.email, 'decision-overdue', id);
  expect(text).toContain('was to be decided by now');
  expect(html).toContain(`/invitations/${id}`);
  const overdue = world.mails.filter(({ template }) => template === 'decision-overdue');
  expect(overdue.map(({ to }) => to.email)).not.toContain(people().approver.email);
  expect((await world.post(`${path}/approve`, people().approver)).status).toBe(200);
  const { decisionDueAt } = await world.status(id, 'active');
  expect(decisionDueAt).toBeNull();
  const told = (await typesOf(path)).filter((type) => /remind|overdue|approv/.test(type));
  expect(told).toEqual(['approval_requested', 'decision_overdue', 'approved']);
});

it('rejects at the end of the time where the program says so, and tells the applicant', async () => {
  const { id, path, email } = await applied('strict', { decideWithin: 'PT1S', whenUndecided: 'reject' });
  await world.status(id, 'rejected');
  await world.mail(email, 'application-rejected', id);
  const answer = await world.get(`${path}/timeline`, people().admin);
  const { items } = bodyOf(getInvitationsByIdTimeline, answer);
  expect(items.at(-1)).toMatchObject({
    type: 'rejected',
    actor: { kind: 'system' },
    detail: { undecidedUntil: expect.any(String) as string },
  });
  const late = await world.post(`${path}/approve`, people().approver);
  expect([late.status, late.body.code]).toEqual([409, 'invalid-transition']);
  const { reason } = bodyOf(getInvitationsById, await world.get(path, people().admin));
  expect(reason).toBeNull();
});
