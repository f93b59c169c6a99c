import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

const TEXT = 'Ask their <b>bank</b> first.\nSeen the contract?';

describeInBrowser('colleagues on a pending partner', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    const { admin } = world.people;
    await world.call('PUT', '/v1/programs/reviewed', { as: admin, body: { autoOnboarding: false } });
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();
  const open = (page: Page, what: string) => page.locator('summary', { hasText: what }).click();

  async function pending() {
    const invited = await world.invited({ program: 'reviewed' });
    await world.post('/v1/public/invitation/accept', undefined, { token: invited.token });
    await world.status(invited.id, 'pending_approval');
    return invited;
  }

  it('comment on it and assign it, and the assignee finds it', async () => {
    const { id } = await pending();
    const page = await world.signedIn(world.people.approver, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}`);
    await open(page, 'Comment');
    await page.getByLabel('Comment', { exact: true }).fill(TEXT);
    await press(page, 'Add the comment');
    expect(await main(page)).toContain('The comment was added.');
    const said = page.locator('.timeline li', { hasText: 'Comment' });
    expect(await said.innerText()).toContain('by abel Test');
    expect(await said.locator('blockquote').innerText()).toBe(TEXT);

    await open(page, 'Assign');
    const choices = await page.getByLabel('Who decides').locator('option').allInnerTexts();
    expect(choices).toEqual([
      'Anybody who may',
      expect.stringContaining('abel'),
      expect.stringContaining('bea'),
    ]);
    await page.getByLabel('Who decides').selectOption(world.people.second.userId);
    await press(page, 'Assign');
    expect(await main(page)).toContain('The partner is assigned.');
    expect(await page.locator('.timeline').innerText()).toContain('to: bea Test');
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, 'colleagues');

    const second = await world.signedIn(world.people.second);
    await world.open(second, '/partner-explorer?tab=pending');
    await second.getByRole('combobox', { name: 'Assigned to' }).selectOption('me');
    await press(second, 'Search');
    expect(await second.locator('tbody tr').count()).toBe(1);
    expect(await second.locator('tbody tr').innerText()).toContain('bea Test');
    await shoot(second, 'assigned-to-me');
    await world.open(page, '/partner-explorer?tab=pending&assignee=me');
    expect(await main(page)).toContain('Nothing found');
  });

  it('say on a phone as much as anywhere', async () => {
    const { id } = await pending();
    const page = await world.signedIn(world.people.approver, NARROW);
    await world.open(page, `/invitations/${id}`);
    await open(page, 'Comment');
    await page.getByLabel('Comment', { exact: true }).fill('W'.repeat(300));
    await press(page, 'Add the comment');
    expect(await overflow(page)).toBe(0);
    await world.open(page, '/partner-explorer?tab=pending');
    expect(await overflow(page)).toBe(0);
  });

  it('are told what is wrong with a comment, which is not lost', async () => {
    const { id } = await pending();
    const page = await world.signedIn(world.people.approver);
    await world.open(page, `/invitations/${id}`);
    await open(page, 'Comment');
    await page.getByLabel('Comment', { exact: true }).fill('x'.repeat(5_001));
    await press(page, 'Add the comment');
    expect(await page.locator('[role=alert]').first().innerText()).not.toBe('');
    expect(await page.getByLabel('Comment', { exact: true }).inputValue()).toHaveLength(5_001);
  });

  it('who only read see neither form', async () => {
    const { id } = await pending();
    const page = await world.signedIn(world.people.viewer);
    await world.open(page, `/invitations/${id}`);
    expect(await page.locator('summary', { hasText: /Comment|Assign/ }).count()).toBe(0);
  });
});
