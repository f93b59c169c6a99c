import type { Page } from 'playwright-core';
import { PASSWORD } from '../../support/api/support';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { HOSTILE, SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('several pending partners', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    await world.stores.programs.put(world.people.admin.accountId, 'reviewed', { autoOnboarding: false });
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();

  async function pending(partnerName: string) {
    const { id, token } = await world.invited({ program: 'reviewed', partnerName });
    await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
    await world.status(id, 'pending_approval');
    return id;
  }

  /** The Pending list of those with the word in their name, each of them ticked. */
  async function ticked(word: string, names: readonly string[], page?: Page): Promise<Page> {
    const list = page ?? (await world.signedIn(world.people.approver));
    await world.open(list, `/partner-explorer?tab=pending&search=${word}`);
    for (const name of names) await list.getByLabel(`Select ${name}`).check();
    return list;
  }

  it('are approved after a look at who they are, each with its result', async () => {
    const [first, second] = [await pending('Rowan One'), await pending(`Rowan ${HOSTILE}`)];
    const page = await ticked('rowan', ['Rowan One', `Rowan ${HOSTILE}`]);
    await shoot(page, 'bulk-pending');
    await press(page, 'Approve');
    expect(await main(page)).toContain('Each of them is approved as the list showed it.');
    expect(await main(page)).toContain(HOSTILE);
    await page.getByLabel('Note').fill('Both known');
    await shoot(page, 'bulk-approve');
    await press(page, 'Approve');
    expect(await main(page)).toContain('2 were approved.');
    await shoot(page, 'bulk-result');
    for (const id of [first, second]) {
      expect((await world.status(id, 'active')).approvals).toMatchObject([{ note: 'Both known' }]);
    }
    // Loading the page again sends the form again.
    await page.reload();
    expect(await main(page)).toContain('2 were approved.');
    const events = await world.stores.events.list(first);
    expect(events.filter(({ type }) => type === 'approved')).toHaveLength(1);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    expect(page.url()).toContain('tab=pending');
  });

  it('are left out where they were changed since the list was shown, and refused when it happens later', async () => {
    const ids = [await pending('Elm early'), await pending('Elm late'), await pending('Elm same')];
    const rename = (id: string | undefined, partnerName: string) =>
      world.call('PATCH', `/v1/invitations/${id}`, { as: world.people.approver, body: { partnerName } });
    const page = await ticked('elm', ['Elm early', 'Elm late', 'Elm same']);
    await rename(ids[0], 'Elm earlier');
    await press(page, 'Reject');
    expect(await main(page)).toContain('Elm earlier: changed since the list was shown');
    await rename(ids[1], 'Elm later');
    await page.getByLabel('Reason').fill('Not this year');
    await press(page, 'Reject');
    expect(await main(page)).toContain('1 was rejected. 1 was not rejected.');
    const row = page.getByRole('row', { name: 'Elm later' });
    expect(await row.innerText()).toContain('The data was changed in the meantime');
    await shoot(page, 'bulk-partly');
    expect((await world.status(ids[2]!, 'rejected')).reason).toBe('Not this year');
    for (const id of ids.slice(0, 2)) await world.status(id, 'pending_approval');
  });

  it('say what is wrong with a reason and keep it; nothing is decided until it is right', async () => {
    const id = await pending('Oak');
    const page = await ticked('oak', ['Oak']);
    await press(page, 'Reject');
    await page.getByLabel('Reason').fill('x'.repeat(2_001));
    await press(page, 'Reject');
    expect(await main(page)).toContain('2000 characters');
    expect(await page.getByLabel('Reason').inputValue()).toHaveLength(2_001);
    await world.status(id, 'pending_approval');
    await page.getByLabel('Reason').fill('short');
    await press(page, 'Reject');
    await world.status(id, 'rejected');
  });

  it('are offered to nobody who may not decide, and none without a choice', async () => {
    await pending('Ash');
    const viewer = await world.signedIn(world.people.viewer);
    await world.open(viewer, '/partner-explorer?tab=pending&search=ash');
    expect(await viewer.getByRole('checkbox').count()).toBe(0);
    const page = await ticked('ash', []);
    await press(page, 'Approve');
    expect(await main(page)).toContain('Select at least one invitation first.');
  });

  it('are no trouble for a screen reader, on a phone and in the dark', async () => {
    await pending('Fir');
    const page = await ticked('fir', ['Fir'], await world.signedIn(world.people.approver, WITH_SCRIPTS));
    expect(await accessibilityProblems(page)).toEqual([]);
    await press(page, 'Approve');
    expect(await accessibilityProblems(page)).toEqual([]);
    await press(page, 'Approve');
    await page.getByText('1 was approved.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await pending('Fir two');
    const phone = await ticked('fir', ['Fir two'], await world.signedIn(world.people.approver, NARROW));
    await phone.emulateMedia({ colorScheme: 'dark' });
    await shoot(phone, 'bulk-pending-narrow');
    await press(phone, 'Approve');
    expect(await overflow(phone)).toBe(0);
    await shoot(phone, 'bulk-approve-narrow');
    await press(phone, 'Approve');
    expect(await overflow(phone)).toBe(0);
    await shoot(phone, 'bulk-result-narrow');
  });
});
