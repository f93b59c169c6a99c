import type { Page } from 'playwright-core';
import { eventually } from '../../support/api/support';
import { accessibilityProblems, describeInBrowser, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('work that takes a while', () => {
  const world = new SignedInWorld();
  let page: Page;
  beforeAll(async () => {
    world.rowsPerSecond = 5;
    await world.startPages();
    page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
  }, 120_000);
  afterAll(() => world.stopPages());

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  it('moves the bar of an import by itself, and cancels it', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => `Partner ${at},many${at}@rows.example`);
    await world.open(page, '/imports');
    await page.getByText('Paste the rows instead').click();
    await page.getByLabel('Rows as text').fill(['partnerName,contactEmail', ...rows].join('\n'));
    await press('Check the file');
    await press('Invite 400 valid rows');
    const done = () => page.locator('progress').getAttribute('value').then(Number);
    const first = await eventually(done, (value) => value > 0);
    const loads = countLoads(page);
    await page.locator('summary', { hasText: 'Cancel the import' }).click();
    await eventually(done, (value) => value > first);
    expect(await page.getByRole('button', { name: 'Cancel the import' }).isVisible()).toBe(true);
    await shoot(page, 'import-running');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(loads()).toBe(0);
    await press('Cancel the import');
    await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
    expect(await page.locator('summary', { hasText: 'Cancel the import' }).count()).toBe(0);
    expect(await done()).toBeLessThan(400);
  });

  it('shows that a partner is being set up, and then that it is active', async () => {
    const { id, token } = await world.invited();
    await world.stores.programs.put(world.people.admin.accountId, 'default', { autoOnboarding: true });
    await world.stopWorkers();
    await world.startWorkers([{ activity: 'createAccount', kind: 'transient', count: 3 }]);
    await world.post('/v1/public/invitation/accept', undefined, {
      token,
      password: 'a long enough password',
    });
    await world.status(id, 'provisioning');
    await world.open(page, `/invitations/${id}`);
    await page.getByText('This page moves on by itself.').waitFor();
    const loads = countLoads(page);
    await shoot(page, 'being-set-up');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByText('The partner is active.').waitFor({ timeout: 60_000 });
    expect(loads()).toBe(0);
  });
});

/** How often the page was loaded as a whole since. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => (loads += 1));
  return () => loads;
}
