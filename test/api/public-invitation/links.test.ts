import { randomBytes } from 'node:crypto';
import { problemSchema } from '../../../api/http/schemas/problem';
import { PASSWORD, type Answer } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const admin = () => world.people.admin;

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

const fresh = () => `${randomBytes(5).toString('hex')}@partner.example`;
const outcome = ({ status, body }: Answer) => [status, problemSchema.safeParse(body).data?.code];
const REPLACED = [410, 'link-replaced'];

function onThePublic(what: string, body: object): Promise<Answer> {
  return world.post(`/v1/public/invitation/${what}`, undefined, body);
}

/** An invitation that bounced, with the link that was mailed. */
async function bounced() {
  const invited = await world.invited();
  const token = await world.token(invited.email);
  const unsubscribeToken = world.deps.tokens.unsubscribeToken(invited.id, invited.email);
  await bounce(invited.id);
  return { ...invited, token, unsubscribeToken };
}

async function bounce(id: string): Promise<void> {
  const { messageIds } = await world.deps.temporal.query(id);
  const at = new Date().toISOString();
  const event = { eventId: randomBytes(5).toString('hex'), messageId: messageIds.at(-1) ?? '', at };
  await world.deps.temporal.reportEmailEvent(id, { ...event, event: 'bounced' });
  await world.status(id, 'delivery_failed');
}

function correct(path: string, contactEmail: string): Promise<Answer> {
  return world.call('PATCH', path, { as: admin(), body: { contactEmail } });
}

describe('a link', () => {
  it('opens nothing any more, by no endpoint, once the address was corrected', async () => {
    const { path, token, unsubscribeToken } = await bounced();
    const corrected = fresh();
    expect((await correct(path, corrected)).status).toBe(200);

    expect(outcome(await onThePublic('lookup', { token }))).toEqual(REPLACED);
    expect(outcome(await onThePublic('accept', { token, password: PASSWORD }))).toEqual(REPLACED);
    expect(outcome(await onThePublic('decline', { token }))).toEqual(REPLACED);
    expect(outcome(await onThePublic('remind-later', { token, in: 'P1D' }))).toEqual(REPLACED);
    expect(outcome(await onThePublic('unsubscribe', { token }))).toEqual(REPLACED);
    expect(outcome(await onThePublic('unsubscribe', { token: unsubscribeToken }))).toEqual(REPLACED);

    expect((await world.get(path, admin())).body.status).toBe('delivery_failed');
    expect(await world.stores.users.findByEmailKey(corrected)).toBeUndefined();
  });

  it('goes on after a correction that was refused', async () => {
    const { path, token } = await bounced();
    const body = { contactEmail: fresh(), customFields: { nosuch: 'x' } };
    expect((await world.call('PATCH', path, { as: admin(), body })).status).toBe(422);
    expect((await onThePublic('lookup', { token })).status).toBe(200);
  });

  it('of the former address has no mail sent to the corrected one', async () => {
    const { path, token } = await bounced();
    const corrected = fresh();
    await correct(path, corrected);
    expect((await onThePublic('request-new-link', { token })).status).toBe(200);
    expect((await world.get(path, admin())).body.sendCount).toBe(1);
    expect(world.mails.filter(({ to }) => to.email === corrected)).toEqual([]);
  });

  it('is good again only when mailed again, although the address was changed back', async () => {
    const { id, email, path, token } = await bounced();
    expect((await correct(path, fresh())).status).toBe(200);
    expect((await correct(path, email)).status).toBe(200);
    expect(outcome(await onThePublic('accept', { token, password: PASSWORD }))).toEqual(REPLACED);
    expect((await world.post(`${path}/resend`, admin())).status).toBe(200);
    await world.mail(email, 'new-link');
    const newToken = await world.token(email, 'new-link');
    expect(outcome(await onThePublic('accept', { token, password: PASSWORD }))).toEqual(REPLACED);
    const accepted = await onThePublic('accept', { token: newToken, password: PASSWORD });
    expect(accepted.status).toBe(200);
    await world.status(id, 'active');
  });

  it('goes to the corrected address alone, and opens for it', async () => {
    const { id, path } = await bounced();
    const corrected = fresh();
    await correct(path, corrected);
    await world.post(`${path}/resend`, admin());
    const token = await world.token(corrected, 'new-link');
    expect((await onThePublic('lookup', { token })).status).toBe(200);
    expect((await onThePublic('accept', { token, password: PASSWORD })).status).toBe(200);
    await world.status(id, 'active');
    const links = world.mails.filter(({ template, text }) => template === 'new-link' && text.includes(token));
    expect(links.map(({ to }) => to.email)).toEqual([corrected]);
  });

  it('with a true form for another address is as unknown as a forged one', async () => {
    const { id, email } = await world.invited();
    const forged = await onThePublic('lookup', { token: `v1.${id}.1.${'A'.repeat(43)}` });
    const foreign = world.deps.tokens.invitationToken(id, 1, `not-${email}`);
    const answer = await onThePublic('lookup', { token: foreign });
    expect([answer.status, answer.text]).toEqual([404, forged.text]);
  });
});

describe('an answer for the former address that arrives late', () => {
  it.each(['acceptInvitation', 'declineInvitation'] as const)(
    'is refused as %s, by Update and by Signal, with and without a link',
    async (name) => {
      const { id, path } = await bounced();
      const { addressVersion = 1 } = (await world.stores.invitations.findById(id)) ?? {};
      expect((await correct(path, fresh())).status).toBe(200);
      const actor = { kind: 'invitee', id: 'invitee' } as const;
      const byLink = { decisionId: 'late-1', actor, tokenVersion: 1 };
      const signedIn = { decisionId: 'late-2', actor, addressVersion };
      for (const decision of [byLink, signedIn]) {
        await expect(world.deps.temporal.update(name, id, decision)).rejects.toMatchObject({
          cause: { type: 'LinkReplaced' },
        });
        await world.deps.temporal.signal(name, id, { ...decision, decisionId: `${decision.decisionId}s` });
      }
      const state = await world.deps.temporal.query(id);
      expect(state).toMatchObject({ status: 'delivery_failed', lastRefusal: { type: 'LinkReplaced' } });
    },
  );

  it('or an acceptance that came first keeps the address as it was', async () => {
    const { id, email, path } = await bounced();
    const actor = { kind: 'invitee', id: 'invitee' } as const;
    await world.deps.temporal.update('acceptInvitation', id, { decisionId: 'first', actor });
    expect(outcome(await correct(path, fresh()))).toEqual([409, 'invalid-transition']);
    expect((await world.stores.invitations.findById(id))?.emailKey).toBe(email);
  });
});

describe('a corrected address', () => {
  it('is not taken while no worker can end the links of the former one', async () => {
    const { id, email, path, token } = await bounced();
    await world.stopWorkers();
    try {
      expect(outcome(await correct(path, fresh()))).toEqual([503, 'temporal-unavailable']);
    } finally {
      await world.startWorkers();
    }
    expect((await world.stores.invitations.findById(id))?.emailKey).toBe(email);
    expect([200, 410]).toContain((await onThePublic('lookup', { token })).status);
  });
});
