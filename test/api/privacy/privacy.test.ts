import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { postPrivacyExport } from '../../../api/privacy/export';
import { getReadModelRebuild } from '../../../api/system/get-rebuild';
import { bodyOf } from '../../support/api/declared-answers';
import { createPreviewMailer } from '../../../activities/email/preview-mailer';
import { readInbox } from '../../../web/dev/preview-inbox';
import { canary, plant } from '../../support/api/privacy-samples';
import { eventually, INSTANCE_KEY, type Answer } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const YEAR_MS = 366 * 24 * 3_600_000;
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'usher-privacy-'));
const world = new TestWorld();
beforeAll(async () => {
  const inbox = createPreviewMailer(dataDir);
  world.mailer = {
    ...inbox,
    send: async (mail) => {
      world.mails.push(mail);
      await inbox.send(mail);
    },
  };
  await world.startWorld();
});
afterAll(async () => {
  await world.stopWorld();
  fs.rmSync(dataDir, { recursive: true });
});

const erase = async (email: string, as = world.people.admin): Promise<Answer> => {
  const answer = await world.post('/v1/privacy/erase', as, { email });
  if (answer.status !== 202) return answer;
  return eventually(
    () => world.get(`/v1/privacy/erasures/${answer.body.id}`, as),
    ({ body }) => body.status === 'completed',
  );
};
const exported = async (email: string, as = world.people.admin) =>
  bodyOf(postPrivacyExport, await world.post('/v1/privacy/export', as, { email }));

/** Declines an invitation and waits for its workflow, after which nothing more is written about it. */
async function decline({ id, token }: { id: string; token: string }): Promise<void> {
  await world.post('/v1/public/invitation/decline', undefined, { token });
  await world.client.workflow.getHandle(`invitation-${id}`).result();
}

/** Everything that is stored, but for what was sealed or hashed. */
const everything = async () => JSON.stringify(await world.dump()) + JSON.stringify(await readInbox(dataDir));

describe('erasing a contact', () => {
  it('revokes what is under way, forgets everything personal and keeps status and times', async () => {
    const mine = canary('live');
    const { id } = await plant(world, mine);
    expect(await everything()).toContain(mine);
    const done = await erase(`${mine.toUpperCase()}@partner.example`);
    expect(done.body).toMatchObject({ status: 'completed', erasedInvitations: 1 });
    expect(await everything()).not.toMatch(new RegExp(mine, 'i'));
    const { body } = await world.get(`/v1/invitations/${id}`, world.people.admin);
    expect(body).toMatchObject({
      status: 'revoked',
      partnerName: 'Initech',
      contactFirstName: null,
      contactEmail: null,
      customFields: null,
      message: null,
      erasedAt: expect.any(String) as string,
      allowedActions: [],
    });
    const timeline = await world.get(`/v1/invitations/${id}/timeline`, world.people.admin);
    expect(timeline.body.items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['created', 'sent', 'edited', 'revoked', 'erased']),
    );
    const sent = world.mails.length;
    expect((await world.post(`/v1/invitations/${id}/resend`, world.people.admin)).status).toBe(409);
    expect(world.mails.length).toBe(sent);
    expect(await world.stores.auditLog.verifyChain(world.people.admin.accountId)).toMatchObject({ ok: true });
  });

  it('keeps the address out of Temporal', async () => {
    const mine = canary('quiet');
    await plant(world, mine);
    const { body } = await world.post('/v1/privacy/erase', world.people.admin, {
      email: `${mine}@partner.example`,
    });
    const history = world.client.workflow.getHandle(`privacy-erasure-${body.id}`);
    await history.result();
    expect(JSON.stringify(await history.fetchHistory())).not.toContain(mine);
  });

  it('erases what has ended as well, and only what is the account’s own', async () => {
    const mine = canary('ended');
    const { id, token } = await plant(world, mine);
    await world.post('/v1/public/invitation/decline', undefined, { token, reason: `No, says ${mine}` });
    const body = { partnerName: 'Other', contactEmail: `${mine}@partner.example` };
    const elsewhere = await world.post('/v1/invitations', world.people.other, body);
    await erase(`${mine}@partner.example`);
    const kept = await world.get(`/v1/invitations/${elsewhere.body.id}`, world.people.other);
    expect(JSON.stringify(kept.body)).toContain(mine);
    const erased = await world.get(`/v1/invitations/${id}`, world.people.admin);
    expect(erased.body).toMatchObject({ status: 'declined', reason: null });
  });

  it('is finished by another worker when the first one dies', async () => {
    const mine = canary('crash');
    const { id } = await plant(world, mine);
    await world.stopWorkers();
    const answer = await world.post('/v1/privacy/erase', world.people.admin, {
      email: `${mine}@partner.example`,
    });
    expect(answer.status).toBe(202);
    await world.startWorkers();
    await eventually(
      () => world.get(`/v1/privacy/erasures/${answer.body.id}`, world.people.admin),
      ({ body }) => body.status === 'completed',
    );
    expect((await world.stores.invitations.findById(id))?.erasedAt).not.toBeNull();
  });

  it('says nothing about whether there was something, and is done for an unknown address', async () => {
    expect((await erase('nobody@nowhere.example')).body).toMatchObject({ status: 'completed' });
    expect((await erase('not an address')).status).toBe(422);
  });

  it('needs the scope, and leaves others’ requests alone', async () => {
    for (const person of [world.people.viewer, world.people.approver, world.people.operator]) {
      expect((await erase('a@b.example', person)).status).toBe(403);
      expect((await world.post('/v1/privacy/export', person, { email: 'a@b.example' })).status).toBe(403);
    }
    const { body } = await erase('mine@own.example');
    expect((await world.get(`/v1/privacy/erasures/${body.id}`, world.people.other)).status).toBe(404);
  });
});

describe('exporting a contact', () => {
  it('tells everything that is held, and nothing that opens a door', async () => {
    const mine = canary('export');
    const { id, token } = await plant(world, mine);
    const found = await exported(`${mine}@partner.example`);
    expect(found.invitations).toMatchObject([{ invitation: { id } }]);
    const text = JSON.stringify(found);
    for (const part of ['First', 'Last', 'says hello', 'answer', '@partner.example']) {
      expect(text).toContain(`${mine}${part}`);
    }
    expect(found.invitations[0]).toHaveProperty('emails.0');
    expect(text).not.toContain(token);
    expect(text).not.toContain('passwordHash');
    await erase(`${mine}@partner.example`);
    expect((await exported(`${mine}@partner.example`)).invitations).toEqual([]);
    expect((await exported(`${mine}@partner.example`, world.people.other)).invitations).toEqual([]);
  });
});

describe('rebuilding the read model', () => {
  const headers = { authorization: `Bearer ${INSTANCE_KEY}` };

  it('brings back lifecycle columns that were lost, to the last one', async () => {
    const declined = await plant(world, canary('rebuilt'));
    await decline(declined);
    const open = await plant(world, canary('reopened'));
    const docs = world.connection.db!.collection<{ _id: string }>('invitations');
    const ids = [declined.id, open.id];
    const read = async () => sorted(await world.dump());
    const before = await read();
    const lost = [
      'status',
      'seq',
      'sentAt',
      'respondedAt',
      'endedAt',
      'sendCount',
      'timelineN',
      'tokenVersion',
    ];
    await docs.updateMany(
      { _id: { $in: ids } },
      { $unset: Object.fromEntries(lost.map((name) => [name, ''])) },
    );
    const answer = await world.call('POST', '/v1/read-model/rebuild', { headers });
    expect(answer.status).toBe(202);
    const done = await eventually(
      () => world.call('GET', '/v1/read-model/rebuild', { headers }),
      ({ body }) => body.status === 'completed',
    );
    expect(bodyOf(getReadModelRebuild, done).rebuilt).toBeGreaterThanOrEqual(2);
    expect(await read()).toEqual(before);
  });

  it('is for the holder of the instance key', async () => {
    expect((await world.post('/v1/read-model/rebuild', world.people.admin)).status).toBe(401);
  });
});

describe('keeping invitations no longer than a program says', () => {
  it('erases those that ended long enough ago', async () => {
    const { admin } = world.people;
    const program = { name: 'Brief', retainFor: 'P30D' };
    expect((await world.call('PUT', '/v1/programs/brief', { as: admin, body: program })).status).toBe(200);
    const old = await plant(world, canary('old'), { program: 'brief' });
    const young = await plant(world, canary('young'), { program: 'brief' });
    const open = await plant(world, canary('open'), { program: 'brief' });
    for (const ended of [old, young]) await decline(ended);
    const docs = world.connection.db!.collection<{ _id: string }>('invitations');
    const longAgo = new Date(Date.now() - 31 * 24 * 3_600_000);
    for (const { id } of [old, open]) await docs.updateOne({ _id: id }, { $set: { endedAt: longAgo } });
    const options = { workflowId: 'keep-privacy-now', taskQueue: 'onboarding' };
    const result: unknown = await world.client.workflow.execute('privacyUpkeepWorkflow', options);
    expect(result).toEqual({ erased: 1, resumed: 0, failed: 0 });
    const erased = async ({ id }: { id: string }) =>
      (await world.stores.invitations.findById(id))?.erasedAt !== null;
    expect([await erased(old), await erased(young), await erased(open)]).toEqual([true, false, false]);
    expect(await everything()).not.toContain(canary('old'));
  });

  it('is set by who may change programs, audited, and ended by null', async () => {
    const { admin, operator } = world.people;
    const put = (retainFor: unknown, as = admin) =>
      world.call('PUT', '/v1/programs/kept', { as, body: { retainFor } });
    for (const wrong of ['P11Y', '-P1D', 'PT0S', '30 days', 30]) {
      const { status, body } = await put(wrong);
      expect([status, body.errors[0]?.pointer]).toEqual([422, '/retainFor']);
    }
    expect((await put('P30D', operator)).status).toBe(403);
    expect((await put('P30D')).body).toMatchObject({ retainFor: 'P30D' });
    const audit = await world.get('/v1/audit-log?type=program_changed&limit=1', admin);
    expect(audit.body.items[0]).toMatchObject({
      actor: { id: admin.userId },
      target: { id: 'kept' },
      after: { retainFor: 'P30D' },
    });
    const kept = await plant(world, canary('kept'), { program: 'kept' });
    await decline(kept);
    await put(null);
    expect(await world.stores.privacy.expired(new Date(Date.now() + YEAR_MS))).not.toContain(kept.id);
    await put('P30D');
    expect(await world.stores.privacy.expired(new Date(Date.now() + YEAR_MS))).toContain(kept.id);
    expect(await world.stores.privacy.expired(new Date())).not.toContain(kept.id);
  });

  it('clears the row of the file that the invitation came with', async () => {
    const { admin } = world.people;
    const word = canary('row');
    const rows = [
      { partnerName: 'Initech', contactFirstName: word, contactEmail: `${word}@partner.example` },
    ];
    const { id } = (await world.post('/v1/invitation-imports', admin, { rows })).body;
    const done = await eventually(
      () => world.get(`/v1/invitation-imports/${id}/rows`, admin),
      ({ body }) => typeof body.items[0]?.invitationId === 'string',
    );
    const invitationId = done.body.items[0]?.invitationId ?? '';
    await world.status(invitationId, 'sent');
    await world.post(`/v1/invitations/${invitationId}/revoke`, admin);
    await world.status(invitationId, 'revoked');
    const kept = async () => JSON.stringify((await world.dump())['invitation_import_rows']);
    expect(await kept()).toContain(word);
    expect(await world.stores.privacy.erase({ invitationId, force: false })).toBe(true);
    expect(await kept()).not.toContain(word);
  });

  it('takes up an erasure whose workflow was never started', async () => {
    const { accountId, userId } = world.people.admin;
    const request = await world.stores.privacyRequests.create({
      accountId,
      requestedBy: userId,
      emailKey: 'left@behind.example',
    });
    const requests = world.connection.db!.collection<{ _id: string }>('privacy_requests');
    await requests.updateOne({ _id: request._id }, { $set: { createdAt: new Date(0) } });
    const options = { workflowId: 'keep-privacy-again', taskQueue: 'onboarding' };
    await world.client.workflow.execute('privacyUpkeepWorkflow', options);
    await eventually(
      () => world.get(`/v1/privacy/erasures/${request._id}`, world.people.admin),
      ({ body }) => body.status === 'completed',
    );
  });
});

/** The order of members is not part of a document. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
