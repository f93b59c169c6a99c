import type { BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD } from '../../support/api/support';
import { accessibilityProblems, describeInBrowser, shoot, WIDE } from '../../support/web/browser';
import { HOSTILE, SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

const SENT = 'The invitation has been successfully sent.';

describeInBrowser('what was typed', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    await world.workspaceOf(world.people.admin);
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();

  async function signInAgain(page: Page): Promise<void> {
    await page.getByLabel('E-mail').fill(world.people.admin.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Sign in');
  }

  async function typeCustomer(page: Page, email: string): Promise<void> {
    await world.open(page, '/invitations/new');
    await page.getByLabel('Partner Name').fill(HOSTILE);
    await page.getByLabel('Contact Email').fill(email);
  }

  describe.each([
    ['with JavaScript', WITH_SCRIPTS],
    ['without JavaScript', WIDE],
  ] as const)('%s', (how, options: BrowserContextOptions) => {
    it('survives the end of the session in the middle of the wizard', async () => {
      const email = `late.${how.length}@partner.example`;
      const page = await world.signedIn(world.people.admin, options);
      await typeCustomer(page, email);
      await press(page, 'Next');
      await page.getByLabel('Certificates').check();
      await world.stores.sessions.removeOfUser(world.people.admin.userId);
      await press(page, 'Next');
      expect(await main(page)).toContain('You were signed out in the meantime.');
      await page.getByLabel('E-mail').fill(world.people.admin.email);
      await page.getByLabel('Password').fill('wrong');
      await press(page, 'Sign in');
      await signInAgain(page);
      expect(await main(page)).toContain('nothing that you typed was lost');
      await shoot(page, `resume-${how.split(' ')[0]}`);
      await press(page, 'Go on');
      expect(await page.locator('[aria-current=step]').innerText()).toBe('Share Records');
      expect(await page.getByLabel('Certificates').isChecked()).toBe(true);
      await press(page, 'Back');
      expect(await page.getByLabel('Partner Name').inputValue()).toBe(HOSTILE);
      await press(page, 'Next');
      await press(page, 'Send');
      expect(await main(page)).toContain(SENT);
    });

    it('is there when the Back button of the browser is used', async () => {
      const page = await world.signedIn(world.people.admin, options);
      await typeCustomer(page, `back.${how.length}@partner.example`);
      await press(page, 'Next');
      await page.getByLabel('Contracts').check();
      await press(page, 'Next');
      await page.getByLabel('Message').fill('Hello');
      await page.goBack();
      expect(await page.getByLabel('Contracts').isChecked()).toBe(true);
      await page.goBack();
      expect(await page.getByLabel('Partner Name').inputValue()).toBe(HOSTILE);
      await page.goForward();
      await press(page, 'Next');
      await press(page, 'Send');
      expect(await main(page)).toContain(SENT);
    });
  });

  it('stays in a page that asks htmx something after the session has ended', async () => {
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await typeCustomer(page, '');
    await world.stores.sessions.removeOfUser(world.people.admin.userId);
    const asked = page.waitForResponse((response) => response.url().endsWith('/check-email'));
    await page.getByLabel('Contact Email').pressSequentially('a@b.example');
    expect((await asked).status()).toBe(204);
    expect(await page.getByLabel('Partner Name').inputValue()).toBe(HOSTILE);
  });

  it('is shown once more when the page is older than the session, and sent by a button only', async () => {
    const { id } = await world.invited();
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}/edit`);
    await page.getByLabel('Customer Industry').fill(HOSTILE);
    await page.context().clearCookies();
    const other = await page.context().newPage();
    await world.signIn(other, world.people.admin.email, PASSWORD);
    await other.close();
    const [answer] = await Promise.all([page.waitForResponse(/edit$/), press(page, 'Save')]);
    expect(answer.status()).toBe(403);
    expect(await main(page)).toContain(HOSTILE);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body).toMatchObject({
      industry: null,
    });
    await press(page, 'Send it now');
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body).toMatchObject({
      industry: HOSTILE,
    });
  });

  it('is not kept for a form that another site sends', async () => {
    const form = { step: 'setUp', go: 'send', partnerName: 'Evil', contactEmail: 'evil@evil.example' };
    const answer = await world.request('POST', '/invitations/new', { form });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
    const page = await world.signedIn(world.people.admin);
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const refused = await world.request('POST', '/invitations/new', { form, cookie });
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('evil@evil.example');
  });

  it('cannot be slipped into the sign-in by another site', async () => {
    const evil = {
      action: '/invitations/new',
      fields: [{ name: 'contactEmail', value: 'evil@evil.example' }],
    };
    const kept = Buffer.from(JSON.stringify(evil)).toString('base64url');
    const form = { kept, email: world.people.admin.email, password: 'wrong' };
    const answer = await world.request('POST', '/sign-in', { form });
    expect([answer.status, answer.text.includes(kept)]).toEqual([403, false]);
  });

  it('outlives a wrong password', async () => {
    const page = await world.signedIn(world.people.admin);
    await typeCustomer(page, 'twice@partner.example');
    await page.context().clearCookies({ name: 'usher_session' });
    await press(page, 'Next');
    await page.getByLabel('E-mail').fill(world.people.admin.email);
    await page.getByLabel('Password').fill('wrong');
    await press(page, 'Sign in');
    await signInAgain(page);
    await press(page, 'Go on');
    expect(await page.getByLabel('Contact Email').inputValue()).toBe('twice@partner.example');
  });
});
