import type { Page } from 'playwright-core';
import { getWebhookEndpointsByIdDeliveries } from '../../../api/webhooks/list-deliveries';
import { bodyOf } from '../../support/api/declared-answers';
import { accessibilityProblems, describeInBrowser, shoot } from '../../support/web/browser';
import { HOSTILE, SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('what went wrong', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();

  it('is put right by another address after a bounce', async () => {
    const { id, path } = await world.invited({ partnerName: 'Bounced Ltd' });
    await world.deps.temporal.reportEmailEvent(id, {
      eventId: 'bounce-1',
      messageId: `${id}.invitation.1`,
      event: 'bounced',
      at: new Date().toISOString(),
    });
    await world.status(id, 'delivery_failed');
    const page = await world.signedIn(world.people.admin);
    await world.open(page, `/invitations/${id}`);
    expect(await main(page)).toContain('The e-mail did not arrive.');
    await page.getByRole('link', { name: 'Correct the address' }).click();
    await page.getByLabel('Contact Email').fill('right@bounced.example');
    await press(page, 'Save');
    await page.locator('summary', { hasText: 'Resend' }).click();
    await press(page, 'Resend');
    await world.mail('right@bounced.example', 'new-link');
    await world.comes(page, 'Sent');
    expect((await world.get(path, world.people.admin)).body).toMatchObject({
      contactEmail: 'right@bounced.example',
      status: 'sent',
    });
  });

  it('is decided anew when the data changed while somebody was approving', async () => {
    await world.stores.programs.put(world.people.admin.accountId, 'default', { autoOnboarding: false });
    const { id, path, token } = await world.invited({ partnerName: 'Changing Ltd' });
    await world.post('/v1/public/invitation/accept', undefined, {
      token,
      password: 'a long enough password',
    });
    await world.status(id, 'pending_approval');
    const page = await world.signedIn(world.people.approver, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}/review`);
    await page.getByLabel('Note').fill('Looks good.');
    await world.call('PATCH', path, { as: world.people.admin, body: { industry: 'Arms trade' } });
    await press(page, 'Approve');
    expect(await main(page)).toContain('The data was changed in the meantime');
    expect(await page.getByLabel('Customer Industry').inputValue()).toBe('Arms trade');
    expect(await page.getByLabel('Note').inputValue()).toBe('Looks good.');
    await shoot(page, 'content-changed');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect((await world.get(path, world.people.admin)).body.status).toBe('pending_approval');
    await press(page, 'Approve');
    await world.comes(page, 'The partner is active.');
  });

  it('is delivered again to a webhook by its Replay button', async () => {
    const { admin } = world.people;
    const url = 'https://hooks.example.com/usher';
    const { id } = (await world.post('/v1/webhook-endpoints', admin, { url })).body;
    await failedDelivery(id);
    const page = await world.signedIn(admin, WITH_SCRIPTS);
    await world.open(page, `/webhooks/${id}`);
    expect(await main(page)).toContain('HTTP 500');
    expect(await main(page)).toContain(HOSTILE);
    await shoot(page, 'webhook-failed');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Replay invitation.sent' }).click();
    await page.getByText('The event is being delivered again.').waitFor();
    const log = await world.get(`/v1/webhook-endpoints/${id}/deliveries`, admin);
    const { items } = bodyOf(getWebhookEndpointsByIdDeliveries, log);
    expect(items.map(({ state }) => state).sort()).toEqual(['failed', 'pending']);
  });

  async function failedDelivery(endpointId: string): Promise<void> {
    const { webhookDeliveries } = world.stores;
    const at = new Date().toISOString();
    const data = {
      invitationId: 'inv_0',
      accountId: world.people.admin.accountId,
      program: 'default',
      partnerName: HOSTILE,
      status: 'sent',
      actor: { kind: 'system', id: null },
      expiresAt: at,
      partnershipId: null,
      partnerAccountId: null,
      detail: {},
    };
    const body = JSON.stringify({ type: 'invitation.sent', timestamp: at, data });
    const event = { eventId: 'evt_replayed', type: 'invitation.sent', body } as const;
    const { accountId } = world.people.admin;
    const { _id } = await webhookDeliveries.open({ accountId, endpointId, ...event }, { paused: false });
    const attempt = { n: 1, at: new Date(), status: 500, durationMs: 12, error: 'http-status' };
    await webhookDeliveries.note(_id, { attempt, state: 'failed', nextAttemptAt: null });
  }
});
