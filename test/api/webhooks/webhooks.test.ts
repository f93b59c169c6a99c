import { z } from 'zod';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { postWebhookEndpoints } from '../../../api/webhooks/create';
import { getWebhookEndpointsById } from '../../../api/webhooks/get';
import { postWebhookEndpointsByIdResume } from '../../../api/webhooks/resume';
import { postWebhookEndpointsByIdRotateSecret } from '../../../api/webhooks/rotate-secret';
import { bodyOf } from '../../support/api/declared-answers';
import { WEBHOOK_EVENT_TYPES } from '../../../workflows/contract';
import { newId } from '../../../domain/ids';
import type { WebhookDeliveryDoc } from '../../../models';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const ENDPOINTS = '/v1/webhook-endpoints';
const HOOK = 'https://crm.example/hook';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());
beforeEach(async () => {
  const { admin, other } = api.people;
  for (const { accountId } of [admin, other]) {
    for (const { _id } of await api.stores.webhookEndpoints.list(accountId)) {
      await api.stores.webhookEndpoints.remove(accountId, _id);
    }
  }
});

const A_TEXT: unknown = expect.any(String);

const make = async (body: object = {}, as = api.people.admin) => {
  const answer = await api.post(ENDPOINTS, as, { url: HOOK, ...body });
  expect([answer.status, answer.text]).toEqual([201, A_TEXT]);
  return bodyOf(postWebhookEndpoints, answer);
};

const shown = async (id: string) =>
  bodyOf(getWebhookEndpointsById, await api.get(`${ENDPOINTS}/${id}`, api.people.admin));

/** A delivery that was tried once without success and is over. */
async function failedDelivery(endpointId: string): Promise<WebhookDeliveryDoc> {
  const { webhookDeliveries } = api.stores;
  const payload = {
    type: 'invitation.sent',
    timestamp: new Date().toISOString(),
    data: {
      invitationId: newId('inv'),
      accountId: api.people.admin.accountId,
      program: 'default',
      partnerName: 'Initech',
      status: 'sent',
      actor: { kind: 'system', id: null },
      expiresAt: new Date().toISOString(),
      partnershipId: null,
      partnerAccountId: null,
      detail: {},
    },
  };
  const opened = await webhookDeliveries.open(
    {
      accountId: api.people.admin.accountId,
      endpointId,
      eventId: `evt_${newId('whd').slice(4)}`,
      type: 'invitation.sent',
      body: JSON.stringify(payload),
    },
    { paused: false },
  );
  await webhookDeliveries.note(opened._id, {
    attempt: { n: 1, at: new Date(), status: 500, durationMs: 12, error: 'http-status' },
    state: 'failed',
    nextAttemptAt: null,
  });
  return opened;
}

describe('webhook endpoints', () => {
  it('are made with a secret that is shown once', async () => {
    const answer = await api.post(ENDPOINTS, api.people.admin, {
      url: HOOK,
      events: ['invitation.accepted'],
    });
    expect(answer.status).toBe(201);
    const { id, secret, ...rest } = bodyOf(postWebhookEndpoints, answer);
    expect(answer.headers.get('location')).toBe(`${ENDPOINTS}/${id}`);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(rest).toMatchObject({
      url: HOOK,
      events: ['invitation.accepted'],
      status: 'active',
      notice: null,
    });
    const again = await api.get(`${ENDPOINTS}/${id}`, api.people.admin);
    expect(again.body).toEqual({ id, ...rest });
    const list = await api.get(ENDPOINTS, api.people.admin);
    expect(list.body).toEqual({ items: [{ id, ...rest }], nextCursor: null, previousCursor: null });
    expect(`${again.text}${list.text}`).not.toContain('whsec_');
  });

  it('hear of everything unless they say what', async () => {
    const { id } = await make();
    const { events } = await shown(id);
    expect(events).toEqual(WEBHOOK_EVENT_TYPES);
  });

  it.each([
    'http://crm.example/hook',
    'ftp://crm.example/hook',
    'https://user:secret@crm.example/hook',
    'https://user@crm.example/hook',
    'https://:secret@crm.example/hook',
    'https://127.0.0.1/hook',
    'https://2130706433/hook',
    'https://[::1]/hook',
    'https://[::ffff:10.0.0.1]/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/hook',
    'https://LOCALHOST./hook',
    'https://db.internal/hook',
    'crm.example',
    'javascript:alert(1)',
    '',
  ])('may not be at %j', async (url) => {
    const answer = await api.post(ENDPOINTS, api.people.admin, { url });
    expect([answer.status, answer.body.code, answer.body.errors[0]?.pointer]).toEqual([
      422,
      'validation-failed',
      '/url',
    ]);
  });

  it.each([
    [{ events: [] }, '/events'],
    [{ events: ['invitation.exploded'] }, '/events/0'],
    [{ events: ['invitation.sent', 'invitation.sent'] }, '/events'],
    [{ secret: 'whsec_mine' }, '/secret'],
  ])('refuse %j', async (changes, pointer) => {
    const answer = await api.post(ENDPOINTS, api.people.admin, { url: HOOK, ...changes });
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, pointer]);
  });

  it('are twenty at most', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => make()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(20);
    const answer = await api.post(ENDPOINTS, api.people.admin, { url: HOOK });
    expect([answer.status, answer.body.code]).toEqual([422, 'validation-failed']);
    await api.call('DELETE', `${ENDPOINTS}/${made[0]!.id}`, { as: api.people.admin });
    await make();
    const page = await api.get(`${ENDPOINTS}?limit=15&sort=createdAt`, api.people.admin);
    const rest = await api.get(
      `${ENDPOINTS}?limit=15&sort=createdAt&cursor=${page.body.nextCursor}`,
      api.people.admin,
    );
    expect([page.body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([15, 5, null]);
  });

  it('belong to administrators of their own account', async () => {
    const { id } = await make();
    const delivery = await failedDelivery(id);
    const { approver, operator, viewer, other } = api.people;
    const calls = [
      ['GET', ENDPOINTS],
      ['POST', ENDPOINTS],
      ['GET', `${ENDPOINTS}/${id}`],
      ['DELETE', `${ENDPOINTS}/${id}`],
      ['POST', `${ENDPOINTS}/${id}/resume`],
      ['POST', `${ENDPOINTS}/${id}/rotate-secret`],
      ['GET', `${ENDPOINTS}/${id}/deliveries`],
      ['POST', `${ENDPOINTS}/${id}/deliveries/${delivery._id}/replay`],
    ] as const;
    for (const as of [approver, operator, viewer]) {
      for (const [method, path] of calls) expect((await api.call(method, path, { as })).status).toBe(403);
    }
    for (const [method, path] of calls.slice(2)) {
      const answer = await api.call(method, path, { as: other });
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not-found']);
    }
    const own = await make({}, other);
    const crossed = `${ENDPOINTS}/${own.id}/deliveries/${delivery._id}/replay`;
    expect((await api.post(crossed, other)).status).toBe(404);
  });

  it('get a new secret beside the old one for a day, or for as long as asked', async () => {
    const { id, secret } = await make();
    const rotate = (body = {}) => api.post(`${ENDPOINTS}/${id}/rotate-secret`, api.people.admin, body);
    const rotated = bodyOf(postWebhookEndpointsByIdRotateSecret, await rotate());
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.oldSecretValidUntil).toMatch(/Z$/);
    const doc = await api.stores.webhookEndpoints.findById(id);
    expect(api.stores.webhookEndpoints.signingSecrets(doc!)).toEqual([rotated.secret, secret]);
    const atOnce = bodyOf(postWebhookEndpointsByIdRotateSecret, await rotate({ oldSecretValidFor: 'PT0S' }));
    expect(atOnce.oldSecretValidUntil).toBeNull();
    const now = await api.stores.webhookEndpoints.findById(id);
    expect(api.stores.webhookEndpoints.signingSecrets(now!)).toEqual([atOnce.secret]);
    expect((await rotate({ oldSecretValidFor: 'P8D' })).status).toBe(422);
  });

  it('say why they were paused, until they are resumed', async () => {
    const { id } = await make();
    await api.stores.webhookEndpoints.pause(id, 'gone');
    const paused = await shown(id);
    expect(paused).toMatchObject({ status: 'paused', notice: { code: 'gone' } });
    expect(paused.notice?.detail).toContain('410');
    const answer = await api.post(`${ENDPOINTS}/${id}/resume`, api.people.admin);
    const resumed = bodyOf(postWebhookEndpointsByIdResume, answer);
    expect([resumed.status, resumed.notice]).toEqual(['active', null]);
  });

  it('leave nothing behind when they are removed', async () => {
    const { id } = await make();
    const delivery = await failedDelivery(id);
    const remove = () => api.call('DELETE', `${ENDPOINTS}/${id}`, { as: api.people.admin });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect(await api.stores.webhookDeliveries.findById(delivery._id)).toBeUndefined();
  });
});

describe('deliveries', () => {
  const log = (id: string, query = '') => api.get(`${ENDPOINTS}/${id}/deliveries${query}`, api.people.admin);

  it('are logged with every attempt and what was sent', async () => {
    const { id } = await make();
    const delivery = await failedDelivery(id);
    const { body } = await log(id);
    expect(body.items).toEqual([
      expect.objectContaining({
        id: delivery._id,
        eventId: delivery.eventId,
        state: 'failed',
        error: 'http-status',
        attempts: [{ at: A_TEXT, status: 500, durationMs: 12, error: 'http-status' }],
        payload: JSON.parse(delivery.body) as unknown,
      }),
    ]);
    expect((await log(id, '?state=delivered')).body.items).toEqual([]);
    expect((await log(id, '?state=lost')).status).toBe(422);
    expect((await log(id, '?cursor=nonsense')).status).toBe(422);
  });

  it('are replayed as new ones with the same event', async () => {
    const { id } = await make();
    const { _id, eventId, body } = await failedDelivery(id);
    const answer = await api.post(`${ENDPOINTS}/${id}/deliveries/${_id}/replay`, api.people.admin);
    expect(answer.status).toBe(202);
    const payload: unknown = JSON.parse(body);
    expect(answer.body).toMatchObject({ state: 'pending', replayOf: _id, eventId, attempts: [], payload });
    const [waiting] = await api.stores.webhookDeliveries.toLaunch(10);
    expect(waiting?._id).toBe(answer.body.id);
    const early = await api.post(`${ENDPOINTS}/${id}/deliveries/${answer.body.id}/replay`, api.people.admin);
    expect([early.status, early.body.currentStatus]).toEqual([409, 'pending']);
  });

  it('are replayed once by one Idempotency-Key', async () => {
    const { id } = await make();
    const { _id } = await failedDelivery(id);
    const path = `${ENDPOINTS}/${id}/deliveries/${_id}/replay`;
    const replay = () => api.post(path, api.people.admin, {}, { 'idempotency-key': 'replay-1' });
    expect((await replay()).body.id).toBe((await replay()).body.id);
    expect((await log(id)).body.items).toHaveLength(2);
  });

  it('are not replayed to an endpoint that is paused', async () => {
    const { id } = await make();
    const { _id } = await failedDelivery(id);
    await api.stores.webhookEndpoints.pause(id, 'failing');
    const answer = await api.post(`${ENDPOINTS}/${id}/deliveries/${_id}/replay`, api.people.admin);
    expect([answer.status, answer.body.currentStatus]).toEqual([409, 'paused']);
  });
});

/** The webhooks of a document in OpenAPI 3.1. */
const described = z.object({
  webhooks: z.record(
    z.string(),
    z.object({
      post: z.object({
        requestBody: z.object({
          content: z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) }),
        }),
      }),
    }),
  ),
});

describe('the webhooks section of /openapi.json', () => {
  it('describes every event, and real bodies fit it', async () => {
    const { webhooks } = described.parse((await api.get('/openapi.json')).body);
    expect(Object.keys(webhooks)).toEqual([...WEBHOOK_EVENT_TYPES]);
    const ajv = addFormats(new Ajv2020({ strict: false }));
    const schemaOf = (type: string) => webhooks[type]!.post.requestBody.content['application/json'].schema;
    const real = JSON.parse((await failedDelivery((await make()).id)).body) as object;
    expect(ajv.validate(schemaOf('invitation.sent'), real)).toBe(true);
    expect(ajv.validate(schemaOf('invitation.accepted'), real)).toBe(false);
    expect(ajv.validate(schemaOf('invitation.sent'), { ...real, token: 'x' })).toBe(false);
  });
});
