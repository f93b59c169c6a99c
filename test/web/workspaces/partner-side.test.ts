import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';
import { pdf, png } from '../../support/files';

const PASSWORD = 'a long enough password';
const LIST = { name: 'list <b>.pdf', mimeType: 'application/pdf', buffer: pdf('list') };
const NO_PDF = { name: 'list.pdf', mimeType: 'application/pdf', buffer: png() };

describeInBrowser('records and the partner’s side', () => {
  const world = new SignedInWorld();
  const admin = () => world.people.admin;
  let folderId: string;
  let vendor: Page;
  let partner: Page;

  beforeAll(async () => {
    await world.startPages();
    const { accountId } = admin();
    await world.stores.programs.put(accountId, 'default', {
      autoOnboarding: true,
      brand: { logoUrl: 'https://acme.example/logo.png', color: '#1a7f37' },
    });
    const { workspaceId, folderIds } = await world.workspaceOf(admin());
    folderId = folderIds[0]!;
    const share = { workspaceId, folderIds: [folderId, folderIds[1]] };
    const { id, token } = await world.invited({ contactEmail: 'peter@initech.example', share });
    await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
    await world.status(id, 'active');
    vendor = await world.signedIn(admin());
    partner = await world.visitor(WITH_SCRIPTS);
  }, 180_000);
  afterAll(() => world.stopPages());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();
  const menu = (page: Page) => page.locator('.side a').allInnerTexts();
  const notice = (page: Page) => page.locator('.notice').innerText();

  async function look(page: Page, name: string): Promise<void> {
    await shoot(page, name);
    expect(await accessibilityProblems(page)).toEqual([]);
    const size = page.viewportSize();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await overflow(page)).toBe(0);
    await shoot(page, `${name}-narrow`);
    if (size !== null) await page.setViewportSize(size);
  }

  it('let the vendor add a record with a file, and tell what its type has to tell', async () => {
    await world.open(vendor, `/folders/${folderId}`);
    await vendor.getByRole('region', { name: 'Add a record' }).getByLabel('Name').fill('ISO 9001');
    await vendor.getByLabel('Type').selectOption({ label: 'Certificate' });
    await vendor.getByLabel('Link').fill('https://dnv.example/9001');
    await vendor.getByLabel(/^File/).setInputFiles(LIST);
    await press(vendor, 'Add record');
    expect(await notice(vendor)).toContain('The record was added.');
    await vendor.getByLabel('Issued by').fill('DNV');
    await vendor.getByLabel('Valid until').fill('2030-12-31');
    await press(vendor, 'Save');
    await vendor.getByRole('link', { name: 'ISO 9001', exact: true }).click();
    expect(await main(vendor)).toMatch(/DNV[^]*31 Dec 2030[^]*list _b_\.pdf/);
  });

  it('keep what was typed when something is wrong, and add the record even if its file is not taken', async () => {
    await world.open(vendor, `/folders/${folderId}`);
    await vendor.getByRole('region', { name: 'Add a record' }).getByLabel('Name').fill('Wrong');
    await vendor.getByLabel('Link').fill('javascript://x/%0aalert(1)');
    await press(vendor, 'Add record');
    expect(await vendor.locator('[role=alert]').innerText()).toContain('Must be an http or https address.');
    expect(await vendor.getByRole('region', { name: 'Add a record' }).getByLabel('Name').inputValue()).toBe(
      'Wrong',
    );
    await vendor.getByLabel('Link').fill('');
    await vendor.getByLabel(/^File/).setInputFiles(NO_PDF);
    await press(vendor, 'Add record');
    expect(await notice(vendor)).toMatch(/The record was added, but not its file.*Its name and its content/);
    await vendor.locator('summary', { hasText: 'Delete the record' }).click();
    await press(vendor, 'Delete the record');
    expect(await notice(vendor)).toContain('"Wrong" was deleted.');
    expect(await vendor.locator('tbody').innerText()).not.toContain('Wrong');
  });

  it('land the partner where everything shared is to be found, in the look of the vendor', async () => {
    await world.signIn(partner, 'peter@initech.example', PASSWORD);
    expect(partner.url()).toBe(`${world.pagesUrl}/workspace`);
    expect(await main(partner)).toContain('Acme shares 2 folders with 3 records with you.');
    const picture = partner.getByRole('img', { name: 'Acme' });
    expect(await picture.getAttribute('src')).toBe('https://acme.example/logo.png');
    const response = await partner.request.get(`${world.pagesUrl}/workspace`);
    expect(response.headers()['content-security-policy']).toContain('img-src https://acme.example ');
    const edge = `getComputedStyle(document.querySelector('.branded')).borderTopColor`;
    expect(await partner.evaluate(edge)).toBe('rgb(26, 127, 55)');
    await look(partner, 'partner-workspace');
  });

  it('show in a module what belongs to it, to be saved or opened', async () => {
    await partner.getByRole('button', { name: /^Certificates/ }).click();
    const module = partner.locator('section', { has: partner.locator('#module') });
    expect(await module.innerText()).toContain('ISO 9001');
    expect(await module.innerText()).not.toContain('Price lists 2026');
    const [download] = await Promise.all([
      partner.waitForEvent('download'),
      module.getByRole('link', { name: 'Download ISO 9001' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('list _b_.pdf');
    await module.getByRole('link', { name: 'ISO 9001', exact: true }).click();
    expect(await main(partner)).toMatch(/from Acme[^]*Issued by\s*DNV/);
    expect(await partner.getByRole('link', { name: 'Open at dnv.example' }).getAttribute('href')).toBe(
      'https://dnv.example/9001',
    );
    expect(await partner.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await look(partner, 'record-of-partner');
    await world.open(partner, '/workspace?module=orders');
    expect(await main(partner)).toContain('Nothing is here yet. See Documents, Certificates.');
  });

  it('offer the partner no tools of a vendor, until they invite somebody themselves', async () => {
    await world.open(partner, '/workspace');
    expect(await menu(partner)).toEqual(expect.arrayContaining(['My workspace', 'Received', 'Users']));
    for (const tool of ['Pending Partners', 'Programs', 'Webhooks', 'Import', 'Statistics']) {
      expect(await menu(partner)).not.toContain(tool);
    }
    await partner.locator('.side').getByRole('link', { name: 'Invite partners of your own' }).click();
    await partner.getByLabel('Contact Email').waitFor();
    const me = await world.stores.users.findByEmailKey('peter@initech.example');
    const [membership] = await world.stores.memberships.ofUser(me?._id ?? '');
    const { key } = await world.stores.apiKeys.create({
      ...{ accountId: membership!.accountId, userId: membership!.userId, name: 'Test' },
    });
    const person = { ...admin(), accountId: membership!.accountId, userId: membership!.userId, key };
    await world.post('/v1/invitations', person, { partnerName: 'Sub', contactEmail: 'sub@sub.example' });
    await world.open(partner, '/workspace');
    expect(await menu(partner)).toEqual(expect.arrayContaining(['Pending Partners', 'Programs']));
  });

  it('take everything away when the partner is deactivated', async () => {
    const { items } = (await world.get('/v1/partners', admin())).body;
    await world.post(`/v1/partners/${items[0]?.id}/deactivate`, admin());
    await world.open(partner, '/workspace');
    expect(await main(partner)).toContain('Nobody shares anything with you yet');
    await look(partner, 'partner-workspace-empty');
  });
});
