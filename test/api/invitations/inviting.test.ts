import { STATUSES_OF_ACTION } from '../../../domain/invitations/allowed-actions';
import { INVITATION_STATUSES } from '../../../workflows/contract';
import { transition } from '../../../workflows/contract/transitions';
import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

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
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9A-Z]{26}$/);
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^inv_.{26}$/) as unknown,
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
        url: expect.stringContaining('/namespaces/default/workflows/') as unknown,
      },
    });
    const sent = await world.status(answer.body.id, 'sent');
    expect(sent.allowedActions).toEqual(['resend', 'revoke', 'extend', 'edit']);
    // Nobody waits for it, so that it may be missing for once.
    const { runId } = await world.client.workflow.getHandle(sent.workflow.id).describe();
    await eventually(
      () => world.get(`/v1/invitations/${sent.id}`, people().admin),
      ({ body: { workflow } }) => workflow.runId === runId,
    );
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
    expect(foreign.body.errors[0]?.pointer).toBe('/share/workspaceId');
    const mixed = await send({ workspaceId: mine._id, folderIds: [folder?._id] });
    expect(mixed.body.errors[0]?.pointer).toBe('/share/folderIds/0');
  });

  it('names a folder once, however often it was ticked', async () => {
    const { accountId } = people().admin;
    const { _id: workspaceId } = await world.stores.workspaces.create({ accountId, name: 'Ticked' });
    const folder = await world.stores.workspaces.createFolder({ accountId, workspaceId, name: 'F' });
    const share = { workspaceId, folderIds: [folder?._id, folder?._id] };
    const body = { partnerName: 'T', contactEmail: 'ticked@partner.example', share };
    const answer = await world.post('/v1/invitations', people().admin, body);
    expect(answer.body).toMatchObject({ share: { workspaceId, folderIds: [folder?._id] } });
  });

  it.each(['\u202emoc.elgoog', 'Acme \u2066Ltd', 'a\u0007b'])('refuses the name %j', async (partnerName) => {
    const body = { partnerName, contactEmail: 'turned@partner.example', message: partnerName };
    const answer = await world.post('/v1/invitations', people().admin, body);
    expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual(['/partnerName', '/message']);
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
      // Whoever approves also chooses another partner for one whose partner is gone.
      const events = event === 'approve' ? ([event, 'chooseAnew'] as const) : [event];
      const legal = INVITATION_STATUSES.filter((status) =>
        events.some((one) => typeof transition(status, one) === 'string'),
      );
      expect([action, [...STATUSES_OF_ACTION[action]].sort()]).toEqual([action, [...legal].sort()]);
    }
  });
});
