import { eventually, PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

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

  /** Revokes while an e-mail is being taken; answers whether that failed a workflow task. */
  async function revokeWhileMailing(): Promise<boolean> {
    const { id, path } = await world.invited({ program: 'hasty' });
    const handle = world.client.workflow.getHandle(`invitation-${id}`);
    const mailIsTaken = () =>
      eventually(
        async () => (await handle.describe()).raw.pendingActivities ?? [],
        ({ length }) => length === 0,
      );
    const { mailer, stores } = world;
    const send = mailer.send.bind(mailer);
    const record = stores.invitations.record.bind(stores.invitations);
    let closing = () => {};
    const isClosing = new Promise<void>((resolve) => (closing = resolve));
    const spies = [
      jest.spyOn(mailer, 'send').mockImplementation((mail) => isClosing.then(() => send(mail))),
      jest.spyOn(stores.invitations, 'record').mockImplementation(async (snapshot) => {
        if (snapshot.status === 'revoked') {
          closing();
          await mailIsTaken();
        }
        return record(snapshot);
      }),
    ];
    try {
      await world.post(`${path}/resend`, people().admin);
      const revoked = await world.post(`${path}/revoke`, people().admin);
      expect([revoked.status, revoked.body.status]).toEqual([200, 'revoked']);
      return (await failedTasks(id)) > 0;
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  it('revokes although an e-mail is taken at that very moment, which fails a workflow task', async () => {
    await world.stores.programs.put(people().admin.accountId, 'hasty', { resendCooldown: 'PT0S' });
    // On a busy machine the two may miss each other; what is answered is the same.
    let hasFailed = false;
    for (let rounds = 0; rounds < 5 && !hasFailed; rounds += 1) hasFailed = await revokeWhileMailing();
    expect(hasFailed).toBe(true);
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
    expect(Date.parse(extended.body.expiresAt)).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect((await world.post(`${path}/extend`, people().admin, { expiresIn: 'P366D' })).status).toBe(422);
  });

  it('expires, and the link says so', async () => {
    const { id, token } = await world.invited({ expiresIn: 'PT2S' });
    await world.status(id, 'expired');
    const accept = await world.post('/v1/public/invitation/accept', undefined, { token });
    expect([accept.status, accept.body.code]).toEqual([410, 'invitation-expired']);
  });

  it('tells the inviter once a day that somebody asks for an expired invitation', async () => {
    const { id, token } = await world.invited({ expiresIn: 'PT2S' });
    await world.status(id, 'expired');
    const ask = () => world.post('/v1/public/invitation/request-new-link', undefined, { token });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const requests = () =>
      world.mails.filter(({ messageId }) => messageId.startsWith(`${id}.expired-notice.2`));
    await eventually(
      () => Promise.resolve(requests()),
      ({ length }) => length > 0,
    );
    expect(requests()).toMatchObject([
      { template: 'link-requested-notice', to: { email: people().admin.email } },
    ]);
  });

  it('mails the current link again to whoever asks with an old one', async () => {
    await world.stores.programs.put(people().admin.accountId, 'patient', { resendCooldown: 'PT0S' });
    const { path, token, email } = await world.invited({ program: 'patient' });
    await world.post(`${path}/resend`, people().admin);
    const current = await world.token(email, 'new-link');
    const before = world.mails.length;
    await world.post('/v1/public/invitation/request-new-link', undefined, { token });
    await eventually(
      () => Promise.resolve(world.mails),
      ({ length }) => length > before,
    );
    expect(await world.token(email, 'new-link')).toBe(current);
    const lookup = await world.post('/v1/public/invitation/lookup', undefined, { token: current });
    expect(lookup.status).toBe(200);
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

  it('invites again with what was typed in place of what was there', async () => {
    const { id, path, token, email } = await world.invited({ message: 'Please', country: 'DE' });
    await world.post('/v1/public/invitation/decline', undefined, { token });
    const partial = await world.post(`${path}/reinvite`, people().admin, { partnerName: 'Newer' });
    expect([partial.status, partial.body.errors]).toMatchObject([422, [{ pointer: '/contactEmail' }]]);
    const whole = { partnerName: 'Newer', contactEmail: email };
    const again = await world.post(`${path}/reinvite`, people().admin, whole);
    expect([again.status, again.body]).toMatchObject([
      201,
      { partnerName: 'Newer', message: null, country: null, supersedes: id },
    ]);
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
    expect(timeline.body.items.map((item) => item.type)).toEqual(['created', 'sent', 'edited']);
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
    expect(timeline.body.items.filter((item) => item.type === 'accepted')).toHaveLength(1);
  });
});

async function failedTasks(id: string): Promise<number> {
  const { events } = await world.client.workflow.getHandle(`invitation-${id}`).fetchHistory();
  return (events ?? []).filter(({ workflowTaskFailedEventAttributes: failed }) => failed).length;
}
