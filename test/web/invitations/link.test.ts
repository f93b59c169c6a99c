import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('the link of an invitation', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  async function shown(page: Page, id: string) {
    await world.open(page, `/invitations/${id}`);
    await page.locator('summary', { hasText: 'Copy the link' }).click();
    await press(page, 'Show the link');
    return page.locator('#secret').innerText();
  }

  it('is shown to who may have it, and opens the application for the contact', async () => {
    const { id, token } = await world.invited();
    const page = await world.signedIn(world.people.admin);
    const answered = page.waitForResponse((one) => one.url().endsWith(`/invitations/${id}/link`));
    expect(await shown(page, id)).toContain(`/invitation?token=${token}`);
    expect((await answered).headers()['cache-control']).toBe('no-store');
    expect(page.url()).not.toContain(token);
    expect(await page.getByRole('button', { name: 'Copy', exact: true }).count()).toBe(0);
    await shoot(page, 'invitation-link');
    await page.getByRole('link', { name: 'Back to the invitation' }).click();
    expect(await page.locator('.timeline').innerText()).toContain('Link copied by ada Test');

    const contact = await world.visitorOf(token, NARROW);
    await press(contact, 'Submit Your Application');
    expect(await contact.getByLabel('Contact Email').isVisible()).toBe(true);
  });

  it('is copied by a button where scripts run', async () => {
    const { id, token } = await world.invited();
    const page = await world.signedIn(world.people.admin, {
      ...WITH_SCRIPTS,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await shown(page, id);
    expect(await accessibilityProblems(page)).toEqual([]);
    await press(page, 'Copy');
    await page.getByText('Copied.', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(token);
  });

  it('stays within a narrow window', async () => {
    const { id } = await world.invited();
    const page = await world.signedIn(world.people.admin, NARROW);
    await shown(page, id);
    expect(await overflow(page)).toBe(0);
    await shoot(page, 'invitation-link-narrow');
  });

  it('is offered to nobody who may not have it, nor for what takes no answer', async () => {
    const { id, path } = await world.invited();
    const approver = await world.signedIn(world.people.approver);
    await world.open(approver, `/invitations/${id}`);
    expect(await approver.getByText('Copy the link').count()).toBe(0);
    await world.post(`${path}/revoke`, world.people.admin);
    await world.status(id, 'revoked');
    const page = await world.signedIn(world.people.admin);
    await world.open(page, `/invitations/${id}`);
    expect(await page.getByText('Copy the link').count()).toBe(0);
  });

  it('says on the invitation’s page why it is not shown after all', async () => {
    const { id, path } = await world.invited();
    const page = await world.signedIn(world.people.admin);
    await world.open(page, `/invitations/${id}`);
    await world.post(`${path}/revoke`, world.people.admin);
    await world.status(id, 'revoked');
    await page.locator('summary', { hasText: 'Copy the link' }).click();
    await press(page, 'Show the link');
    expect(await page.locator('[role=alert]').innerText()).toContain('That did not work');
    expect(await page.locator('#secret').count()).toBe(0);
  });
});
