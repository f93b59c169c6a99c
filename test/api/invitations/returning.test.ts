import { getInvitationsById } from '../../../api/invitations/get';
import { postPublicInvitationLookup } from '../../../api/public-invitation/lookup';
import { bodyOf } from '../../support/api/declared-answers';
import { PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(async () => {
  await world.startWorld();
  const fields = [
    { key: 'tax_id', label: 'Tax ID', type: 'text', filledBy: 'invitee' },
    { key: 'grade', label: 'Grade', type: 'text', filledBy: 'reviewer' },
  ];
  const settings = { autoOnboarding: false, customFields: fields };
  const path = '/v1/programs/asking';
  expect((await world.call('PUT', path, { as: people().admin, body: settings })).status).toBeLessThan(300);
});
afterAll(() => world.stopWorld());

const QUESTION = 'Please add your tax ID.\nWithout it we cannot go on.';
const apply = (token: string, body: object = {}) =>
  world.post('/v1/public/invitation/accept', undefined, { token, ...body });

const opened = async (token: string) =>
  bodyOf(postPublicInvitationLookup, await world.post('/v1/public/invitation/lookup', undefined, { token }));

/** Somebody who has applied, with a password and an answer that will not do. */
async function pending() {
  const invited = await world.invited({ program: 'asking' });
  await apply(invited.token, { password: PASSWORD, customFields: { tax_id: 'later' } });
  await world.status(invited.id, 'pending_approval');
  return invited;
}

async function returned() {
  const invited = await pending();
  const answer = await world.post(`${invited.path}/return`, people().approver, { reason: QUESTION });
  expect([answer.status, answer.body.status, answer.body.reason]).toEqual([200, 'returned', QUESTION]);
  return invited;
}

it('opens the form again with the question and what was entered, and no reviewer’s field', async () => {
  const { token } = await returned();
  const { invitation } = await opened(token);
  expect(invitation).toMatchObject({
    status: 'returned',
    question: QUESTION,
    customFields: { tax_id: 'later' },
  });
  expect(Object.keys(invitation.customFields)).toEqual(['tax_id']);
});

it('shows neither question nor answers in any other status', async () => {
  const { token } = await world.invited({ program: 'asking' });
  const { invitation } = await opened(token);
  expect(invitation).toMatchObject({ status: 'sent', question: null, customFields: {} });
});

it('takes the second answer by the same link, keeps the first password, and waits for approval', async () => {
  const { id, path, token, email } = await returned();
  const answer = await apply(token, { customFields: { tax_id: 'DE123' } });
  expect([answer.status, answer.body]).toEqual([200, { status: 'pending_approval' }]);
  const { customFields, reason } = bodyOf(getInvitationsById, await world.get(path, people().approver));
  // What was asked is told by the timeline; it is no reason for what is decided next.
  expect([customFields?.['tax_id'], reason]).toEqual(['DE123', null]);
  await world.post(`${path}/approve`, people().approver);
  await world.status(id, 'active');
  const session = await world.call('POST', '/v1/session', { body: { email, password: PASSWORD } });
  expect(session.status).toBeLessThan(300);
});

it('takes the same second answer once, however often it comes', async () => {
  const { path, token } = await returned();
  const answers = await Promise.all([1, 2, 3].map(() => apply(token, { customFields: { tax_id: 'DE1' } })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { items } = (await world.get(`${path}/timeline`, people().approver)).body;
  expect(items.filter(({ type }: { type: string }) => type === 'accepted')).toHaveLength(2);
});

it('is asked again as often as it takes', async () => {
  const { path, token } = await returned();
  await apply(token, { customFields: { tax_id: 'DE1' } });
  const again = await world.post(`${path}/return`, people().approver, { reason: 'And the country?' });
  expect([again.status, again.body.status]).toEqual([200, 'returned']);
  expect((await apply(token, { contact: { country: 'DE' } })).body).toEqual({ status: 'pending_approval' });
});

it('lists a returned application as pending, not as invited', async () => {
  const { id } = await returned();
  const ids = async (view: string) => {
    const { body } = await world.get(`/v1/invitations?view=${view}&limit=100`, people().approver);
    return body.items.map((one: { id: string }): string => one.id);
  };
  expect(await ids('pending')).toContain(id);
  expect(await ids('invited')).not.toContain(id);
});

it('sends the question to the contact alone', async () => {
  const { id, email } = await returned();
  const mail = await world.mail(email, 'application-returned', id);
  expect(mail.text).toContain('Please add your tax ID.');
  expect(mail.text).toContain('/invitation?token=');
});

it.each([{}, { reason: '' }, { reason: '   ' }, { reason: 'x'.repeat(10_001) }, { reason: 7 }])(
  'refuses to ask for nothing, or too much (%#)',
  async (body) => {
    const { path } = await pending();
    expect((await world.post(`${path}/return`, people().approver, body)).status).toBe(422);
    expect((await world.get(path, people().approver)).body.status).toBe('pending_approval');
  },
);

it('is for those who decide, while it waits for them', async () => {
  const { path } = await pending();
  const body = { reason: QUESTION };
  expect((await world.post(`${path}/return`, people().viewer, body)).body.code).toBe('forbidden');
  expect((await world.post(`${path}/return`, people().other, body)).status).toBe(404);
  await world.post(`${path}/return`, people().approver, body);
  const twice = await world.post(`${path}/return`, people().second, body);
  expect([twice.status, twice.body.code, twice.body.currentStatus]).toEqual([
    409,
    'invalid-transition',
    'returned',
  ]);
  const approved = await world.post(`${path}/approve`, people().second);
  expect([approved.status, approved.body.code]).toEqual([409, 'invalid-transition']);
});
