import type { BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD } from '../support/api/support';
import { describeInBrowser, shoot, WIDE } from '../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../support/web/signed-in-world';

const SENT = 'The invitation has been successfully sent.';
const NEW_PASSWORD = 'a long enough password';

describeInBrowser('the journeys of both seeds', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    await world.workspaceOf(world.people.admin);
    await world.stores.programs.put(world.people.admin.accountId, 'default', {
      autoOnboarding: false,
      initialModule: 'certificates',
    });
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const rows = (page: Page) => page.locator('tbody tr');

  async function invite(page: Page, partner: string, email: string): Promise<void> {
    await world.open(page, '/partner-explorer?tab=invited');
    await page.locator('summary', { hasText: 'Invite Partners' }).click();
    await page.getByRole('link', { name: 'Create Invitation' }).click();
    await page.getByLabel('Partner Name').fill(partner);
    await page.getByLabel('Contact First Name').fill('Peter');
    await page.getByLabel('Contact Last Name').fill('Gibbons');
    await page.getByLabel('Contact Email').fill(email);
    await page.getByLabel('Country').selectOption('DE');
    await press(page, 'Next');
    await page.getByLabel('Price lists').check();
    await page.getByLabel('Certificates').check();
    await press(page, 'Next');
    await page.getByLabel('Message').fill('We look forward to it.');
    await press(page, 'Send');
    expect(await page.locator('.notice').innerText()).toContain(SENT);
  }

  async function apply(email: string): Promise<void> {
    const page = await world.visitorOf(await world.token(email));
    await press(page, 'Submit Your Application');
    await page.getByLabel('Password').fill(NEW_PASSWORD);
    await press(page, 'Submit Your Application');
    expect(await page.locator('h1').innerText()).toBe('We have your application');
  }

  describe.each([
    ['with JavaScript', WITH_SCRIPTS],
    ['without JavaScript', WIDE],
  ] as const)('%s', (how, options: BrowserContextOptions) => {
    const email = `peter.${how.length}@initech.example`;
    const partner = `Initech ${how}`;

    it('carry a partner from the invitation to Active, by a human approval', async () => {
      const admin = await world.signedIn(world.people.admin, options);
      await invite(admin, partner, email);
      await admin.getByLabel('Search').fill(partner.toUpperCase());
      await press(admin, 'Search');
      await admin.getByText(partner, { exact: true }).waitFor();
      expect(await rows(admin).count()).toBe(1);
      expect(await rows(admin).innerText()).toContain('Sent');

      await apply(email);
      await world.open(admin, '/partner-explorer?tab=invited');
      expect(await admin.getByText(partner, { exact: true }).count()).toBe(0);

      const approver = await world.signedIn(world.people.approver, options);
      await world.open(approver, '/partner-explorer?tab=pending');
      await approver.getByRole('link', { name: partner, exact: true }).click();
      await approver.getByLabel('Customer Industry').fill('Software');
      await approver.getByLabel('Note').fill('Checked the register.');
      await press(approver, 'Approve');
      await world.comes(approver, 'The partner is active.');
      expect(await approver.locator('.timeline').innerText()).toContain('Checked the register.');
      await shoot(approver, `journey-${how.split(' ')[0]}`);

      await world.open(admin, '/partner-explorer?tab=active');
      expect(await admin.getByRole('link', { name: partner, exact: true }).count()).toBe(1);
    });

    it('land the partner on the initial module, with the shared folders', async () => {
      const page = await world.visitor(options);
      await world.signIn(page, email, NEW_PASSWORD);
      expect(page.url()).toBe(`${world.pagesUrl}/workspace`);
      expect(await page.locator('h1').innerText()).toBe('Certificates');
      const shared = await page.locator('main').innerText();
      expect(shared).toContain('Shared with me');
      expect(shared).toContain('Price lists 2026');
      expect(shared).toContain('Certificates 2026');
      expect(shared).not.toContain('Contracts');
    });
  });

  it.each([
    ['with JavaScript', WITH_SCRIPTS],
    ['without JavaScript', WIDE],
  ] as const)('take an administrator five clicks at most on the short way, %s', async (how, options) => {
    const page = await world.visitor(options);
    await page.goto(`${world.pagesUrl}/sign-in`);
    await page.getByLabel('E-mail').fill(world.people.admin.email);
    await page.getByLabel('Password').fill(PASSWORD);
    const ways = [
      () => press(page, 'Sign in'),
      () => page.locator('summary', { hasText: 'Invite Partners' }).click(),
      () => page.getByRole('link', { name: 'Create Invitation' }).click(),
      async () => {
        await page.getByLabel('Contact Email').fill(`short.${how.length}@partner.example`);
        await page.getByLabel('Partner Name').fill('Short Way');
        await press(page, 'Send');
      },
    ];
    for (const click of ways) await click();
    expect(await page.locator('.notice').innerText()).toContain(SENT);
    expect(ways.length).toBeLessThanOrEqual(5);
  });

  it('send nothing by Enter, say what Send does, and lose nothing between the steps', async () => {
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/invitations/new');
    const summary = page.locator('#summary');
    await page.getByLabel('Contact Email').fill('enter@partner.example');
    await page.getByLabel('Partner Name').fill('Enter Ltd');
    await summary.getByText('enter@partner.example').waitFor();
    await page.getByLabel('Partner Name').press('Enter');
    await page.getByLabel('Certificates').check();
    await summary.getByText('Certificates').waitFor();
    await press(page, "Set Up the Customer's Workspace");
    await page.getByLabel('Expires after').selectOption('custom');
    await page.locator('[name="expiresIn.custom"]').fill('soon');
    await page.locator('[name="expiresIn.custom"]').press('Enter');
    await summary.getByText('Not understood yet').first().waitFor();
    await page.locator('[name="expiresIn.custom"]').fill('45 days');
    await Promise.all([page.waitForEvent('load'), page.locator('[name="expiresIn.custom"]').press('Enter')]);
    const { accountId } = world.people.admin;
    const made = () => world.stores.invitations.findByEmailKey('enter@partner.example', accountId);
    expect(await made()).toEqual([]);
    await press(page, 'Customer Information');
    expect(await page.getByLabel('Partner Name').inputValue()).toBe('Enter Ltd');
    await press(page, 'Send');
    expect(await page.locator('.notice').innerText()).toContain(SENT);
    const [one] = await made();
    expect([one?.expiresIn, one?.share?.folderIds.length]).toEqual(['P45D', 1]);
  });

  it('ask before what was typed is left', async () => {
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await world.open(page, '/programs/default?tab=delivery');
    await page.getByRole('link', { name: 'Brand' }).click();
    await page.waitForURL(/tab=brand/);
    expect(asked).toEqual([]);
    await page.getByLabel('Sender name').pressSequentially('Acme');
    await page.getByRole('link', { name: 'Modules' }).click();
    await page.waitForURL(/tab=modules/);
    expect(asked).toEqual(['beforeunload']);
    await page.getByLabel('Modules').pressSequentially('x');
    await press(page, 'Save');
    await page.getByText('The settings were saved.').waitFor();
    expect(asked).toEqual(['beforeunload']);
  });

  it('show a declined invitation as Partner Declined, and invite again', async () => {
    const admin = await world.signedIn(world.people.admin);
    await invite(admin, 'Hooli', 'gavin@hooli.example');
    const guest = await world.visitorOf(await world.token('gavin@hooli.example'));
    await guest.getByRole('link', { name: 'Decline' }).click();
    await guest.getByLabel('Reason').fill('Not this year');
    await press(guest, 'Decline the invitation');
    await world.open(admin, '/partner-explorer?tab=invited');
    await admin.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Partner Declined' });
    await press(admin, 'Search');
    expect(await rows(admin).count()).toBe(1);
    await admin.getByRole('link', { name: 'Hooli' }).click();
    expect(await admin.locator('.timeline').innerText()).toContain('Not this year');
    await admin.locator('summary', { hasText: 'Invite again' }).click();
    await press(admin, 'Invite again');
    expect(await admin.locator('.notice.good').innerText()).toContain(SENT);
  });

  it('invite again by the wizard once the program asks for more, with all that is known', async () => {
    const admin = await world.signedIn(world.people.admin);
    await invite(admin, 'Umbrella', 'alice@umbrella.example');
    const guest = await world.visitorOf(await world.token('alice@umbrella.example'));
    await guest.getByRole('link', { name: 'Decline' }).click();
    await press(guest, 'Decline the invitation');
    const tier = { key: 'tier', label: 'Tier', type: 'text', required: true, filledBy: 'inviter' } as const;
    const change = (customFields: readonly (typeof tier)[]) =>
      world.stores.programs.put(world.people.admin.accountId, 'default', { customFields });
    await change([tier]);
    await world.open(admin, '/partner-explorer?tab=invited&search=umbrella');
    await admin.getByRole('link', { name: 'Umbrella' }).click();
    const earlier = admin.url();
    await admin.locator('summary', { hasText: 'Invite again' }).click();
    await press(admin, 'Invite again');
    await admin.getByText('The program asks for more by now.').waitFor();
    expect(await admin.locator('[role=alert]').innerText()).toContain('Tier: Must be filled in.');
    expect(await admin.getByLabel('Contact Email').inputValue()).toBe('alice@umbrella.example');
    await admin.getByLabel('Tier').fill('Gold');
    await press(admin, 'Next');
    expect(await admin.getByLabel('Price lists').isChecked()).toBe(true);
    await press(admin, 'Next');
    expect(await admin.getByLabel('Message').inputValue()).toBe('We look forward to it.');
    await press(admin, 'Send');
    expect(await admin.locator('.notice').innerText()).toContain(SENT);
    await change([]);
    const id = earlier.split('/').at(-1) ?? '';
    expect((await world.stores.invitations.findById(id))?.supersededBy).not.toBeNull();
  });

  it('send the same notice for an address that has a user, who finds it under Received', async () => {
    const { admin, other } = world.people;
    const page = await world.signedIn(admin);
    await invite(page, 'Globex', other.email);
    const receiver = await world.signedIn(other);
    await world.open(receiver, '/partner-explorer?tab=received');
    expect(await rows(receiver).innerText()).toContain('Acme');
    await receiver.getByRole('link', { name: 'Acme' }).click();
    await press(receiver, 'Accept');
    expect(await receiver.locator('.notice').innerText()).toContain('You accepted the invitation.');
  });
});
