import type { Page, Response } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, overflow, shoot, WIDE } from '../../support/web/browser';
import { GatedWorld } from '../../support/web/gated-world';
import { HOSTILE, WITH_SCRIPTS } from '../../support/web/signed-in-world';

const SENT = 'The invitation has been successfully sent.';

describeInBrowser('pages while an engine is away', () => {
  const world = new GatedWorld();
  beforeAll(async () => {
    world.rowsPerSecond = 5;
    await world.startGated();
  }, 180_000);
  afterAll(() => world.stopGated());
  afterEach(async () => {
    await world.recovered();
    await world.closeContexts();
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();

  async function typed(page: Page, email: string): Promise<void> {
    await world.open(page, '/invitations/new');
    await page.getByLabel('Partner Name').fill(HOSTILE);
    await page.getByLabel('Contact Email').fill(email);
    await press(page, 'Next');
    await press(page, 'Next');
    await page.getByLabel('Message').fill('Typed once.');
  }

  async function look(page: Page, name: string): Promise<void> {
    await shoot(page, name);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  }

  const invited = async (email: string) =>
    (await world.get(`/v1/invitations?search=${email}`, world.people.admin)).body.items.length;

  it.each(['closed', 'frozen'] as const)('keep the wizard as it is while Temporal is %s', async (mode) => {
    const email = `temporal.${mode}@partner.example`;
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await typed(page, email);
    world.temporalGate.set(mode);
    // The summary beside the form and the preview in its frame ask as well, and need no Temporal.
    const isPage = (one: Response) => one.request().isNavigationRequest() && one.frame() === page.mainFrame();
    const sent = page.waitForResponse(isPage);
    const [answer] = await Promise.all([sent, press(page, 'Send')]);
    expect(answer.status()).toBe(503);
    expect(await page.getByLabel('Message').inputValue()).toBe('Typed once.');
    await look(page, `temporal-${mode}`);
    await world.recovered();
    await press(page, 'Send');
    expect(await main(page)).toContain(SENT);
    expect(await invited(email)).toBe(1);
  });

  it.each(['closed', 'frozen'] as const)(
    'keep a form and send it again while the database is %s',
    async (mode) => {
      const email = `database.${mode}@partner.example`;
      const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
      await typed(page, email);
      world.mongoGate.set(mode);
      await press(page, 'Send');
      expect(await main(page)).toContain('The database cannot be reached.');
      await look(page, `database-${mode}`);
      await world.recovered();
      await press(page, 'Send it again');
      expect(await main(page)).toContain(SENT);
      expect(await invited(email)).toBe(1);
    },
  );

  it('that move on by themselves go on when the database is back', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `Partner ${at},back${at}@rows.example`);
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/imports');
    await page.getByText('Paste the rows instead').click();
    await page.getByLabel('Rows as text').fill(['partnerName,contactEmail', ...rows].join('\n'));
    await press(page, 'Check the file');
    await press(page, 'Invite 60 valid rows');
    await page.getByRole('heading', { name: 'Running' }).waitFor();
    const failed = page.waitForResponse((response) => response.status() === 503);
    world.mongoGate.set('closed');
    await failed;
    expect(await page.getByRole('heading', { name: 'Running' }).count()).toBe(1);
    await world.recovered();
    await page.getByRole('heading', { name: 'Completed' }).waitFor({ timeout: 60_000 });
  });

  it('offer to try a page again while the database is away', async () => {
    const page = await world.signedIn(world.people.admin, WIDE);
    world.mongoGate.set('closed');
    const answer = await world.open(page, '/users');
    expect(answer?.status()).toBe(503);
    await world.recovered();
    await page.getByRole('link', { name: 'Try again' }).click();
    expect(await page.locator('h1').innerText()).toBe('Users');
  });
});
