import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { eventually, PASSWORD } from '../../support/api/support';
import { pdf } from '../../support/files';
import {
  accessibilityProblems,
  describeInBrowser,
  NARROW,
  overflow,
  problemsEverywhere,
  shoot,
} from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('the page on which anybody applies', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    const customFields = [
      { key: 'vat', label: 'VAT number', type: 'text', required: true, filledBy: 'invitee' },
    ];
    const brand = { color: '#0b6e4f' };
    const body = {
      name: 'Resellers',
      customFields,
      brand,
      takesApplications: true,
      applySlug: 'acme-resellers',
    };
    await world.call('PUT', '/v1/programs/resellers', { as: world.people.admin, body });
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (page: Page) => page.locator('h1').innerText();
  const someone = () => `${randomBytes(5).toString('hex')}@partner.example`;

  async function typed(page: Page, email: string, label = 'E-mail', slug = 'acme-resellers'): Promise<void> {
    await world.open(page, `/apply/${slug}`);
    await page.getByLabel(label, { exact: true }).fill(email);
    // As long as somebody needs for it; faster ones are taken for programs.
    await page.waitForTimeout(2_100);
  }

  /** The link of the newest mail, on the pages of this world. */
  async function linkOf(email: string): Promise<string> {
    const { text } = await world.mail(email, 'apply-link');
    const [, path] = /http:\/\/usher\.test(\/apply\/\S+)/.exec(text) ?? [];
    return `${world.pagesUrl}${path}`;
  }

  it('leads from an address, by mail, to a form, to the Pending list and to a partner, without scripts', async () => {
    const email = someone();
    const page = await world.visitor();
    await typed(page, email);
    expect(await heading(page)).toBe('Become a partner of Acme');
    expect(await page.locator('main').innerText()).toContain('Resellers');
    await shoot(page, 'apply-page');
    await press(page, 'Send me the link');
    expect(await heading(page)).toBe('Please look into your mailbox');
    await shoot(page, 'apply-mailed');

    await page.goto(await linkOf(email));
    expect(page.url()).toBe(`${world.pagesUrl}/apply/acme-resellers/form`);
    expect(await page.getByLabel('Contact Email').inputValue()).toBe(email);
    await shoot(page, 'apply-form');
    await page.getByLabel('Partner Name').fill('Borealis');
    await page.getByLabel('Contact First Name').fill('Nora');
    await page.getByLabel('Contact Last Name').fill('Lind');
    await page.getByLabel('VAT number').fill('DE123');
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Submit Your Application');
    expect(await heading(page)).toBe('We have your application');
    await world.open(page, '/apply/acme-resellers/form');
    expect(await heading(page)).toBe('We have your application');

    const approver = await world.signedIn(world.people.approver);
    const found = await eventually(
      () => world.get(`/v1/invitations?search=${email}`, world.people.admin),
      ({ body }) => body.items[0]?.status === 'pending_approval',
    );
    const id = found.body.items[0]?.id ?? '';
    await world.open(approver, '/partner-explorer?tab=pending&origin=application');
    expect(await approver.locator('table').innerText()).toContain('Applied without an invitation');
    await shoot(approver, 'apply-pending');
    await world.open(approver, '/partner-explorer?tab=pending&origin=invitation');
    expect(await approver.locator('main').innerText()).not.toContain('Borealis');
    await world.open(approver, `/invitations/${id}`);
    const detail = await approver.locator('main').innerText();
    expect(detail).toContain('without an invitation');
    await shoot(approver, 'apply-detail');
    await world.open(approver, `/invitations/${id}/review`);
    await press(approver, 'Approve');
    await world.status(id, 'active');
    const partner = await world.visitor();
    await world.signIn(partner, email, PASSWORD);
  });

  it('says what is wrong, keeps what was typed, and takes nobody for a program who waits a moment', async () => {
    const page = await world.visitor();
    await world.open(page, '/apply/acme-resellers');
    const email = someone();
    await page.getByLabel('E-mail', { exact: true }).fill(email);
    await press(page, 'Send me the link');
    expect(await page.locator('[role=alert]').innerText()).toContain('very fast');
    expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(email);
    await page.waitForTimeout(2_100);
    await press(page, 'Send me the link');
    expect(await heading(page)).toBe('Please look into your mailbox');

    await page.goto(await linkOf(email));
    await page.getByLabel('Partner Name').fill('Borealis');
    // The browser takes blanks for something.
    for (const name of ['Contact First Name', 'Contact Last Name', 'VAT number'])
      await page.getByLabel(name).fill('  ');
    await press(page, 'Submit Your Application');
    expect(await page.locator('.errors a').allInnerTexts()).toEqual([
      'Contact First Name',
      'Contact Last Name',
    ]);
    expect(await page.getByLabel('Partner Name').inputValue()).toBe('Borealis');
    await page.getByLabel('Contact First Name').fill('Nora');
    await page.getByLabel('Contact Last Name').fill('Lind');
    await page.getByLabel('VAT number').fill('  ');
    await press(page, 'Submit Your Application');
    expect(await page.locator('.errors a').allInnerTexts()).toEqual(['VAT number']);
    expect(await page.getByLabel('Contact First Name').inputValue()).toBe('Nora');
  });

  it('asks for files, keeps those that came with a form that was wrong, and hands them in', async () => {
    const customFields = [
      { key: 'register', label: 'Register entry', type: 'document', required: true, filledBy: 'invitee' },
    ];
    const body = { name: 'Files', customFields, takesApplications: true, applySlug: 'acme-files' };
    const put = await world.call('PUT', '/v1/programs/files', { as: world.people.admin, body });
    expect(put.status).toBe(200);
    const email = someone();
    const page = await world.visitor({ ...NARROW, javaScriptEnabled: true });
    await typed(page, email, 'E-mail', 'acme-files');
    await press(page, 'Send me the link');
    await page.goto(await linkOf(email));
    await page.getByLabel('Partner Name').fill('Borealis');
    await page.getByLabel('Contact First Name').fill('Nora');
    await page.getByLabel('Contact Last Name').fill('  ');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Register entry').setInputFiles({
      ...{ name: 'register.pdf', mimeType: 'application/pdf', buffer: pdf() },
    });
    await press(page, 'Submit Your Application');
    expect(await page.locator('.errors a').allInnerTexts()).toEqual(['Contact Last Name']);
    expect(await page.locator('main').innerText()).toContain('register.pdf');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await shoot(page, 'apply-files');
    await page.getByLabel('Contact Last Name').fill('Lind');
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Submit Your Application');
    expect(await heading(page)).toBe('We have your application');
    const found = await eventually(
      () => world.get(`/v1/invitations?search=${email}`, world.people.admin),
      ({ body: { items } }) => items[0]?.status === 'pending_approval',
    );
    const approver = await world.signedIn(world.people.approver);
    await world.open(approver, `/invitations/${found.body.items[0]?.id}`);
    expect(await approver.locator('main').innerText()).toContain('register.pdf');
  });

  it('shows everybody the same page after an address, whoever it belongs to', async () => {
    const invited = await world.invited();
    const texts = new Set<string>();
    for (const email of [someone(), invited.email, world.people.admin.email]) {
      const page = await world.visitor();
      await typed(page, email);
      await press(page, 'Send me the link');
      texts.add(await page.locator('body').innerHTML());
    }
    expect(texts.size).toBe(1);
  });

  it.each([
    ['de', 'E-Mail', 'Link zusenden', 'Bitte sehen Sie in Ihr Postfach', 'Ihre Bewerbung bei Acme'],
    ['es', 'Correo electrónico', 'Enviarme el enlace', 'Consulte su buzón', 'Su solicitud a Acme'],
  ])('speaks the language of the browser, on a phone: %s', async (locale, label, button, title, subject) => {
    const email = someone();
    const page = await world.visitor({ ...NARROW, locale });
    await typed(page, email, label);
    expect(await overflow(page)).toBe(0);
    await shoot(page, `apply-page-${locale}`);
    await press(page, button);
    expect(await heading(page)).toBe(title);
    expect((await world.mail(email, 'apply-link')).subject).toBe(subject);
    await page.goto(await linkOf(email));
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    expect(await overflow(page)).toBe(0);
    await shoot(page, `apply-form-${locale}`);
  });

  it('can be used by everybody, on every screen', async () => {
    const page = await world.visitor(WITH_SCRIPTS);
    await world.open(page, '/apply/acme-resellers');
    expect(await problemsEverywhere(page, 'apply-everywhere')).toEqual([]);
    await press(page, 'Send me the link').catch(() => undefined);
    await world.open(page, '/apply/nobody-here');
    expect(await heading(page)).toBe('Nobody can apply here');
    expect(await accessibilityProblems(page)).toEqual([]);
    await world.open(page, '/apply/acme-resellers/form?token=v1.forged');
    expect(await heading(page)).toBe('This link does not work any more');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    expect(await heading(page)).toBe('Become a partner of Acme');
  });

  it('reaches nobody by the field that only programs see', async () => {
    const page = await world.visitor();
    const email = someone();
    await typed(page, email);
    const box = await page.locator('#subject').boundingBox();
    expect(box === null || box.x < 0).toBe(true);
    await page.locator('#subject').fill('Cheap watches', { force: true });
    await press(page, 'Send me the link');
    expect(await heading(page)).toBe('Please look into your mailbox');
    const next = someone();
    await typed(page, next);
    await press(page, 'Send me the link');
    await world.mail(next, 'apply-link');
    expect(world.mails.filter(({ to }) => to.email === email)).toEqual([]);
  });

  it('is opened on a tab of the program, with its link to share', async () => {
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/programs/default?tab=apply');
    expect(await page.getByLabel('Link to share').count()).toBe(0);
    await page.getByLabel('Anybody may apply on this page').check();
    await press(page, 'Save');
    expect(await page.locator('.errors').innerText()).toContain('Must be set while people may apply.');
    await page.getByLabel('Address of the page').fill('Acme-Sales');
    await press(page, 'Save');
    expect(await page.getByLabel('Address of the page').inputValue()).toBe('acme-sales');
    expect(await page.getByLabel('Link to share').inputValue()).toBe('http://usher.test/apply/acme-sales');
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, 'apply-tab');
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflow(page)).toBe(0);
    await shoot(page, 'apply-tab-390');
    const visitor = await world.visitor();
    await world.open(visitor, '/apply/acme-sales');
    expect(await heading(visitor)).toBe('Become a partner of Acme');
  });

  it('refuses forms that were not made for this browser', async () => {
    const before = world.mails.length;
    for (const path of ['/apply/acme-resellers', '/apply/acme-resellers/form']) {
      const answer = await world.request('POST', path, { form: { email: someone(), _csrf: 'x' } });
      expect([path, answer.status]).toEqual([path, path.endsWith('form') ? 404 : 403]);
    }
    expect(world.mails).toHaveLength(before);
  });
});
