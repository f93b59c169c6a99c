import type { CustomField } from '../../models';
import { INVITATION_STATUSES } from '../../workflows/contract';
import { transition } from '../../workflows/invitation-state';
import { STATUSES_OF_ACTION } from '../../api/allowed-actions';
import { PASSWORD } from './support';
import { TestWorld } from './world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

describe('inviting', () => {
  it('answers 201 with the invitation and where it lives', async () => {
    const body = {
      partnerName: 'Umbrella',
      contactEmail: 'Jill@Umbrella.example',
      country: 'DE',
      phoneNumber: '+49 30 123456',
    };
    const answer = await world.post('/v1/invitations', people().admin, body);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/v1/invitations/${answer.body.id}`);
    expect(answer.headers.get('x-request-id')).toBeTruthy();
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^inv_.{26}$/),
      status: 'created',
      statusLabel: 'Sent',
      contactEmail: 'Jill@Umbrella.example',
      phoneNumber: '+4930123456',
      program: 'default',
      roleKey: 'partner_admin',
      reminders: ['P3D', 'P7D', '-P1D'],
      inviter: { id: people().admin.userId, name: 'ada Test' },
      workflow: {
        id: `invitation-${answer.body.id}`,
        url: expect.stringContaining('/namespaces/default/workflows/'),
      },
    });
    const sent = await world.status(answer.body.id as string, 'sent');
    expect(sent['allowedActions']).toEqual(['resend', 'revoke', 'extend', 'edit']);
    expect((sent['workflow'] as { runId: string }).runId).toBeTruthy();
  });

  it('has one live invitation per address, however it is written', async () => {
    const { id, email } = await world.invited();
    const again = { partnerName: 'Initech', contactEmail: email.toUpperCase() };
    const answer = await world.post('/v1/invitations', people().admin, again);
    expect([answer.status, answer.body.code, answer.body.invitationId]).toEqual([
      409,
      'invitation-already-open',
      id,
    ]);
    expect((await world.post('/v1/invitations', people().other, again)).status).toBe(201);
  });

  it('lets exactly one of many racing invitations to one address through', async () => {
    const body = { partnerName: 'Race', contactEmail: 'race@partner.example' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => world.post('/v1/invitations', people().admin, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 11 }, () => 409),
    ]);
  });

  it('grants no role above the rank of the inviter', async () => {
    const body = { partnerName: 'High', contactEmail: 'high@partner.example' };
    expect((await world.post('/v1/invitations', people().junior, body)).body.code).toBe('role-ceiling');
    const lower = { ...body, roleKey: 'partner_user' };
    expect((await world.post('/v1/invitations', people().junior, lower)).status).toBe(201);
  });

  it('shares only folders of the own workspace', async () => {
    const { stores } = world;
    const mine = await stores.workspaces.create({ accountId: people().admin.accountId, name: 'Mine' });
    const theirs = await stores.workspaces.create({ accountId: people().other.accountId, name: 'Theirs' });
    const folder = await stores.workspaces.createFolder({
      accountId: people().other.accountId,
      workspaceId: theirs._id,
      name: 'F',
    });
    const send = (share: object) =>
      world.post('/v1/invitations', people().admin, {
        partnerName: 'S',
        contactEmail: 's@partner.example',
        share,
      });
    const foreign = await send({ workspaceId: theirs._id, folderIds: [folder?._id] });
    expect(foreign.body.errors[0].pointer).toBe('/share/workspaceId');
    const mixed = await send({ workspaceId: mine._id, folderIds: [folder?._id] });
    expect(mixed.body.errors[0].pointer).toBe('/share/folderIds/0');
  });

  it('answers the same Idempotency-Key the same way and makes one invitation', async () => {
    const body = { partnerName: 'Once', contactEmail: 'once@partner.example' };
    const key = { 'idempotency-key': 'create-once' };
    const first = await world.post('/v1/invitations', people().admin, body, key);
    const second = await world.post('/v1/invitations', people().admin, body, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    const other = await world.post('/v1/invitations', people().admin, { ...body, partnerName: 'Twice' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
    const stored = await world.connection.db!.collection('idempotency_keys').find().toArray();
    expect(JSON.stringify(stored)).not.toContain('once@partner.example');
  });
});

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
      accountId: expect.any(String),
      partnershipId: expect.any(String),
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
    expect((await world.get(`/v1/invitations/${id}`, people().admin)).body.viewedAt).toBeTruthy();
  });

  it('tells unknown, malformed and forged tokens apart in nothing', async () => {
    const { token } = await world.invited();
    const forged = `${token.slice(0, -3)}AAA`;
    const unknown = world.deps.tokens.invitationToken('inv_01ARZ3NDEKTSV4RRFFQ69G5FAV', 1);
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
    expect(received.body.items.map((item: { id: string }) => item.id)).toContain(id);
    expect(received.body.items[0].allowedActions).toEqual(['accept', 'decline']);
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
    await world.stores.programs.put(accountId, 'forms', { customFields: [...fields] });
    const { id, token } = await world.invited({ program: 'forms', customFields: { tier: 'gold' } });
    await world.stores.programs.put(accountId, 'forms', { customFields: [] });
    const send = (customFields?: object) =>
      world.post('/v1/public/invitation/accept', undefined, { token, customFields });
    expect((await send()).body.errors).toEqual([
      { pointer: '/customFields/vat', detail: 'Must be filled in.' },
    ]);
    expect((await send({ vat: 'FR123' })).status).toBe(422);
    expect((await send({ vat: 'DE123', tier: 'gold' })).status).toBe(422);
    expect((await send({ vat: 'DE123' })).status).toBe(200);
    expect((await world.status(id, 'active'))['customFields']).toEqual({ vat: 'DE123', tier: 'gold' });
  });
});

describe('deciding', () => {
  const pending = async () => {
    await world.stores.programs.put(people().admin.accountId, 'reviewed', { autoOnboarding: false });
    const invited = await world.invited({ program: 'reviewed' });
    await world.post('/v1/public/invitation/accept', undefined, { token: invited.token, password: PASSWORD });
    await world.status(invited.id, 'pending_approval');
    return invited;
  };

  it('approves with four eyes', async () => {
    const { id, path } = await pending();
    const own = await world.post(`${path}/approve`, people().admin);
    expect([own.status, own.body.code]).toEqual([403, 'self-approval']);
    const changed = await world.post(`${path}/approve`, people().approver, { contentHash: 'other' });
    expect([changed.status, changed.body.code]).toEqual([409, 'content-changed']);
    const { contentHash } = (await world.get(path, people().approver)).body;
    const approved = await world.post(`${path}/approve`, people().approver, { contentHash, note: 'Fine' });
    expect(approved.status).toBe(200);
    expect(approved.body.approvals).toMatchObject([{ by: people().approver.userId, note: 'Fine' }]);
    await world.status(id, 'active');
    const late = await world.post(`${path}/approve`, people().second);
    expect([late.status, late.body.code, late.body.currentStatus]).toEqual([
      409,
      'invalid-transition',
      'active',
    ]);
  });

  it('takes a rejection once and names the status afterwards', async () => {
    const { path } = await pending();
    const rejected = await world.post(`${path}/reject`, people().approver, { reason: 'Unknown company' });
    expect([rejected.status, rejected.body.status, rejected.body.reason]).toEqual([
      200,
      'rejected',
      'Unknown company',
    ]);
    const again = await world.post(`${path}/reject`, people().second);
    expect([again.status, again.body.code, again.body.currentStatus]).toEqual([
      409,
      'invalid-transition',
      'rejected',
    ]);
  });

  it('counts an approval only for the content that was approved', async () => {
    const { path } = await pending();
    const { contentHash } = (await world.get(path, people().approver)).body;
    const edited = await world.call('PATCH', path, {
      as: people().approver,
      body: { partnerName: 'Initech GmbH' },
    });
    expect([edited.status, edited.body.partnerName]).toEqual([200, 'Initech GmbH']);
    const stale = await world.post(`${path}/approve`, people().approver, { contentHash });
    expect(stale.body.code).toBe('content-changed');
  });

  it('revokes, and kills the link', async () => {
    const { path, token } = await world.invited();
    expect((await world.post(`${path}/revoke`, people().viewer)).body.code).toBe('forbidden');
    expect((await world.post(`${path}/revoke`, people().admin, { reason: 'Mistake' })).body.status).toBe(
      'revoked',
    );
    const accept = await world.post('/v1/public/invitation/accept', undefined, { token });
    expect([accept.status, accept.body.code]).toEqual([410, 'invitation-closed']);
  });

  it('resends within its limits; the old link says that it was replaced', async () => {
    await world.stores.programs.put(people().admin.accountId, 'quick', {
      resendCooldown: 'PT0S',
      maxResends: 1,
    });
    const { path, token, email } = await world.invited({ program: 'quick' });
    const resent = await world.post(`${path}/resend`, people().operator);
    expect([resent.status, resent.body.sendCount]).toEqual([200, 2]);
    const old = await world.post('/v1/public/invitation/lookup', undefined, { token });
    expect([old.status, old.body.code]).toEqual([410, 'link-replaced']);
    const fresh = await world.token(email, 'new-link');
    expect((await world.post('/v1/public/invitation/lookup', undefined, { token: fresh })).status).toBe(200);
    const over = await world.post(`${path}/resend`, people().admin);
    expect([over.status, over.body.code]).toEqual([409, 'resend-limit']);
  });

  it('makes a hasty resend wait', async () => {
    const { path } = await world.invited();
    const hasty = await world.post(`${path}/resend`, people().admin);
    expect([hasty.status, hasty.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(hasty.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('extends, and refuses what is no duration', async () => {
    const { path } = await world.invited({ expiresIn: 'P1D' });
    const extended = await world.post(`${path}/extend`, people().admin, { expiresIn: 'P30D' });
    expect(Date.parse(extended.body.expiresAt as string)).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect((await world.post(`${path}/extend`, people().admin, { expiresIn: 'P366D' })).status).toBe(422);
  });

  it('expires, and the link says so', async () => {
    const { id, token } = await world.invited({ expiresIn: 'PT2S' });
    await world.status(id, 'expired');
    const accept = await world.post('/v1/public/invitation/accept', undefined, { token });
    expect([accept.status, accept.body.code]).toEqual([410, 'invitation-expired']);
    expect((await world.post('/v1/public/invitation/request-new-link', undefined, { token })).status).toBe(
      200,
    );
  });

  it('invites again after an ending and links both', async () => {
    const { id, path, token, email } = await world.invited({ message: 'Please' });
    const early = await world.post(`${path}/reinvite`, people().admin);
    expect([early.status, early.body.code]).toEqual([409, 'invitation-already-open']);
    await world.post('/v1/public/invitation/decline', undefined, { token });
    const again = await world.post(`${path}/reinvite`, people().admin);
    expect([again.status, again.body]).toMatchObject([
      201,
      { contactEmail: email, message: 'Please', supersedes: id },
    ]);
    expect((await world.get(path, people().admin)).body.supersededBy).toBe(again.body.id);
  });

  it('corrects the data while it is open, but the address only after a failed delivery', async () => {
    const { path } = await world.invited();
    const patch = (body: object) => world.call('PATCH', path, { as: people().admin, body });
    expect((await patch({ phoneNumber: '+4930999999', country: null })).body).toMatchObject({
      phoneNumber: '+4930999999',
    });
    const address = await patch({ contactEmail: 'new@partner.example' });
    expect([address.status, address.body.code, address.body.currentStatus]).toEqual([
      409,
      'invalid-transition',
      'sent',
    ]);
    const timeline = await world.get(`${path}/timeline`, people().admin);
    expect(timeline.body.items.map((item: { type: string }) => item.type)).toEqual([
      'created',
      'sent',
      'edited',
    ]);
  });

  it('keeps a decision as a Signal while no worker is there', async () => {
    const { id, token, path } = await world.invited();
    const other = await world.invited();
    await world.stopWorkers();
    try {
      const [accepted, revoked] = await Promise.all([
        world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD }),
        world.post(`${other.path}/revoke`, people().admin, {}, { 'idempotency-key': 'while-away' }),
      ]);
      expect([accepted.status, accepted.body]).toEqual([202, { status: 'queued', invitationId: id }]);
      expect([revoked.status, revoked.body]).toEqual([202, { status: 'queued', invitationId: other.id }]);
    } finally {
      await world.startWorkers();
    }
    await world.status(id, 'active');
    await world.status(other.id, 'revoked');
    expect((await world.post('/v1/public/invitation/accept', undefined, { token })).status).toBe(200);
    const timeline = await world.get(`${path}/timeline`, people().admin);
    expect(timeline.body.items.filter((item: { type: string }) => item.type === 'accepted')).toHaveLength(1);
  });
});

describe('what is offered', () => {
  it('is what the workflow allows', () => {
    for (const [action, event] of [
      ['resend', 'resend'],
      ['revoke', 'revoke'],
      ['extend', 'extend'],
      ['approve', 'approve'],
      ['reject', 'reject'],
      ['retry', 'retry'],
      ['accept', 'accept'],
      ['decline', 'decline'],
    ] as const) {
      const legal = INVITATION_STATUSES.filter((status) => typeof transition(status, event) === 'string');
      expect([action, [...STATUSES_OF_ACTION[action]].sort()]).toEqual([action, [...legal].sort()]);
    }
  });
});
