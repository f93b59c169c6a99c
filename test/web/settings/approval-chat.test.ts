import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

const ADDRESS = 'https://hooks.slack.example/services/T0/B0/canary-of-the-address';

describeInBrowser('the approval chat', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(async () => {
    await world.closeContexts();
    await world.stores.chatChannels.remove(world.people.admin.accountId);
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();
  const channel = () => world.stores.chatChannels.find(world.people.admin.accountId);

  async function setUp(page: Page): Promise<void> {
    await world.open(page, '/chat');
    await page.getByRole('link', { name: 'Set up' }).click();
    await page.getByLabel('Chat', { exact: true }).selectOption('Microsoft Teams');
    await page.getByLabel('Address of the incoming webhook').fill(ADDRESS);
    await press(page, 'Save');
  }

  /** As the worker would note it; the application waits for approval meanwhile. */
  async function noted(state: 'delivered' | 'failed', status: number): Promise<void> {
    const { accountId } = world.people.admin;
    const { _id } = (await channel())!;
    const { items } = await world.stores.webhookDeliveries.list(accountId, _id, {
      sort: '-createdAt',
      limit: 1,
    });
    const attempt = {
      n: 1,
      at: new Date(),
      status,
      durationMs: 87,
      error: status < 300 ? null : 'http-status',
    };
    const job = await world.stores.webhookLog.find(items[0]!._id);
    await world.stores.webhookLog.note(items[0]!._id, job!, { attempt, state, nextAttemptAt: null });
  }

  it('is set up, tested and removed; its address is shown to nobody again', async () => {
    const page = await world.signedIn(world.people.admin);
    await world.open(page, '/chat');
    expect(await main(page)).toContain('Nobody can approve from the chat');
    await shoot(page, 'chat-none');
    await setUp(page);
    expect(await main(page)).toContain('The chat was saved.');
    expect(await page.getByLabel('Chat', { exact: true }).inputValue()).toBe('teams');
    expect(await page.content()).not.toContain('canary');
    await shoot(page, 'chat-settings');
    await press(page, 'Send a test message');
    expect(await main(page)).toContain('The test message is on its way.');
    expect(await page.getByRole('row', { name: 'Test' }).innerText()).toContain('Pending');
    await noted('delivered', 202);
    await world.open(page, '/chat');
    expect(await page.getByRole('row', { name: 'Test' }).innerText()).toContain('HTTP 202 in 87 ms');
    expect(await main(page)).toContain('Messages go to Microsoft Teams (hooks.slack.example).');
    await shoot(page, 'chat');
    // The format alone; the address stays.
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Chat', { exact: true }).selectOption('Slack');
    await press(page, 'Save');
    expect(await channel()).toMatchObject({ format: 'slack', host: 'hooks.slack.example' });
    await page.locator('summary', { hasText: 'Remove the chat' }).click();
    await press(page, 'Remove the chat');
    expect(await main(page)).toContain('The chat was removed.');
    expect(await channel()).toBeUndefined();
  });

  it('says what is wrong with an address and keeps what was typed', async () => {
    const page = await world.signedIn(world.people.admin);
    await world.open(page, '/chat/settings');
    await page.getByLabel('Address of the incoming webhook').fill('https://localhost/hook');
    await press(page, 'Save');
    expect(await main(page)).toContain('Must not be a private or local address.');
    expect(await page.getByLabel('Address of the incoming webhook').inputValue()).toBe(
      'https://localhost/hook',
    );
    await page.getByLabel('Address of the incoming webhook').fill('');
    await press(page, 'Save');
    expect(await main(page)).toContain('none is set yet');
    expect(await channel()).toBeUndefined();
  });

  it('says that it is paused and why, and is resumed', async () => {
    const page = await world.signedIn(world.people.admin);
    await setUp(page);
    await press(page, 'Send a test message');
    await noted('failed', 404);
    await world.stores.webhookLog.pauseGone((await channel())!._id);
    await world.open(page, '/chat');
    expect(await main(page)).toContain('The chat refused a message');
    expect(await page.getByRole('row', { name: 'Test' }).innerText()).toContain('HTTP 404');
    await shoot(page, 'chat-paused');
    await page.getByRole('link', { name: 'Settings' }).click();
    expect(await page.getByRole('button', { name: 'Send a test message' }).count()).toBe(0);
    await press(page, 'Resume');
    expect(await main(page)).toContain('Messages are sent again.');
    expect(await channel()).toMatchObject({ status: 'active' });
  });

  it('is nothing for approvers, and no trouble for a screen reader or on a phone', async () => {
    const approver = await world.signedIn(world.people.approver);
    expect((await world.open(approver, '/chat'))?.status()).toBe(403);
    expect(await approver.getByRole('link', { name: 'Approval chat' }).count()).toBe(0);
    const reader = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await setUp(reader);
    await press(reader, 'Send a test message');
    await reader.getByText('The test message is on its way.').waitFor();
    for (const path of ['/chat', '/chat/settings']) {
      await world.open(reader, path);
      expect(await accessibilityProblems(reader)).toEqual([]);
    }
    const phone = await world.signedIn(world.people.admin, NARROW);
    for (const path of ['/chat', '/chat/settings']) {
      await world.open(phone, path);
      expect(await overflow(phone)).toBe(0);
      await shoot(phone, `narrow${path.replaceAll('/', '-')}`);
    }
  });
});
