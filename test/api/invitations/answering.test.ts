import type { CustomField } from '../../../domain/programs/program';
import { PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

describe('answering', () => {
  it('makes one account of any number of acceptances and answers each the same', async () => {
    const { id, token, email } = await world.invited();
    const body = { token, contact: { contactFirstName: 'Petra' }, password: PASSWORD };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.post('/v1/public/invitation/accept', undefined, body)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const active = await world.status(id, 'active');
    expect(active).toMatchObject({
      contactFirstName: 'Petra',
      accountId: expect.any(String) as unknown,
      partnershipId: expect.any(String) as unknown,
    });
    const late = await world.post('/v1/public/invitation/accept', undefined, body);
    expect([late.status, late.text]).toEqual([200, answers[0]?.text]);
    expect(await world.connection.db!.collection('users').countDocuments({ emailKey: email })).toBe(1);
    const signIn = await world.post('/v1/session', undefined, { email, password: PASSWORD });
    expect(signIn.status).toBe(204);
    const again = await world.post('/v1/invitations', people().admin, {
      partnerName: 'Initech',
      contactEmail: email,
    });
    expect([again.status, again.body.code]).toEqual([409, 'already-a-partner']);
  });

  it('declines once, with the reason kept out of the workflow', async () => {
    const { id, token } = await world.invited();
    const declined = await world.post('/v1/public/invitation/decline', undefined, {
      token,
      reason: 'No budget',
    });
    expect([declined.status, declined.body]).toEqual([200, { status: 'declined' }]);
    const again = await world.post('/v1/public/invitation/decline', undefined, { token });
    expect([again.status, again.body]).toEqual([200, { status: 'declined' }]);
    expect((await world.get(`/v1/invitations/${id}`, people().admin)).body).toMatchObject({
      status: 'declined',
      statusLabel: 'Partner Declined',
      reason: 'No budget',
    });
    const accept = await world.post('/v1/public/invitation/accept', undefined, { token });
    expect([accept.status, accept.body.code]).toEqual([410, 'invitation-closed']);
    const lookup = await world.post('/v1/public/invitation/lookup', undefined, { token });
    expect([lookup.status, lookup.body.code]).toEqual([410, 'invitation-closed']);
    const history = await world.client.workflow.getHandle(`invitation-${id}`).fetchHistory();
    expect(Buffer.from(JSON.stringify(history)).toString()).not.toContain('No budget');
  });

  it('shows the invitation to the holder of the link and notes the view', async () => {
    const { id, token, email } = await world.invited({ message: 'Hello' });
    const answer = await world.post('/v1/public/invitation/lookup', undefined, { token });
    expect(answer.body).toMatchObject({
      invitation: {
        partnerName: 'Initech',
        contactEmail: email,
        inviterAccountName: 'Acme',
        message: 'Hello',
        status: 'sent',
      },
      form: { fields: [] },
      account: 'new',
    });
    const { viewedAt } = (await world.get(`/v1/invitations/${id}`, people().admin)).body;
    expect(Date.parse(viewedAt ?? '')).toBeLessThanOrEqual(Date.now());
  });

  it('tells unknown, malformed and forged tokens apart in nothing', async () => {
    const { token, email } = await world.invited();
    const forged = `${token.slice(0, -3)}AAA`;
    const unknown = world.deps.tokens.invitationToken('inv_01ARZ3NDEKTSV4RRFFQ69G5FAV', 1, email);
    for (const path of ['lookup', 'accept', 'decline', 'unsubscribe']) {
      const texts = new Set<string>();
      for (const wrong of [forged, unknown, 'nonsense', '', 'x'.repeat(5_000)]) {
        const answer = await world.post(`/v1/public/invitation/${path}`, undefined, { token: wrong });
        expect([path, answer.status]).toEqual([path, 404]);
        texts.add(answer.text);
      }
      expect([...texts]).toHaveLength(1);
    }
    expect((await world.post('/v1/public/invitation/lookup', undefined, { token: 5 })).status).toBe(422);
  });

  it('lets an existing user accept only after signing in, into the own account', async () => {
    const { id, token, path } = await world.invited(
      { contactEmail: people().other.email },
      'share-notification',
    );
    const anonymous = await world.post('/v1/public/invitation/accept', undefined, {
      token,
      password: PASSWORD,
    });
    expect([anonymous.status, anonymous.body.code]).toEqual([401, 'unauthenticated']);
    const received = await world.get('/v1/invitations?view=received', people().other);
    expect(received.body.items.map((item) => item.id)).toContain(id);
    expect(received.body.items[0]?.allowedActions).toEqual(['accept', 'decline']);
    expect((await world.post(`${path}/accept`, people().admin)).status).toBe(404);
    const accepted = await world.post(`${path}/accept`, people().other);
    expect(accepted.status).toBe(200);
    expect(await world.status(id, 'active')).toMatchObject({ accountId: people().other.accountId });
    expect((await world.post(`${path}/accept`, people().other)).status).toBe(200);
  });

  it('checks the application against the fields that the invitation was sent with', async () => {
    const fields: CustomField[] = [
      { key: 'vat', label: 'VAT', type: 'text', required: true, filledBy: 'invitee', pattern: 'DE[0-9]{3}' },
      {
        key: 'tier',
        label: 'Tier',
        type: 'select',
        required: false,
        options: [{ value: 'gold', label: 'Gold' }],
        filledBy: 'inviter',
      },
    ];
    const { accountId } = people().admin;
    await world.stores.programs.put(accountId, 'forms', {
      autoOnboarding: true,
      customFields: [...fields],
    });
    const { id, token } = await world.invited({ program: 'forms', customFields: { tier: 'gold' } });
    await world.stores.programs.put(accountId, 'forms', { customFields: [] });
    const send = (customFields?: object) =>
      world.post('/v1/public/invitation/accept', undefined, { token, customFields });
    expect((await send()).body.errors).toEqual([
      { pointer: '/customFields/vat', detail: 'Must be filled in.', code: 'required' },
    ]);
    expect((await send({ vat: 'FR123' })).status).toBe(422);
    expect((await send({ vat: 'DE123', tier: 'gold' })).status).toBe(422);
    expect((await send({ vat: 'DE123' })).status).toBe(200);
    expect(await world.status(id, 'active')).toMatchObject({ customFields: { vat: 'DE123', tier: 'gold' } });
  });
});
