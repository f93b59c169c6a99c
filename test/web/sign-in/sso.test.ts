import type { Page } from 'playwright-core';
import { createSsoNetwork } from '../../../api/sso/network';
import { accessibilityProblems, describeInBrowser, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';
import { CLIENT, IdentityProvider } from '../../support/sso/identity-provider';
import { at } from '../../support/sso/sso-api';

describeInBrowser('single sign-on by clicking', () => {
  const world = new SignedInWorld();
  const provider = new IdentityProvider();
  let admin: Page;
  beforeAll(async () => {
    await world.startPages();
    // The provider sends people back to where the pages are.
    Object.assign(world.deps.settings, { publicUrl: world.pagesUrl, webhookAllowPrivate: true });
    const { fetch } = createSsoNetwork({ allowPrivate: true });
    Object.assign(world.deps, { ssoNetwork: { fetch, textsOf: () => Promise.resolve([]) } });
    await provider.start({ redirectUri: `${world.pagesUrl}/sign-in/sso/callback` });
    admin = await world.signedIn(world.people.admin, WITH_SCRIPTS);
  }, 120_000);
  afterAll(async () => {
    await provider.stop();
    await world.stopPages();
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const text = (page: Page) => page.locator('main').innerText();

  async function look(page: Page, name: string): Promise<void> {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await shoot(page, `signed-in-${name}-${width}`);
      expect({ name, width, over: await overflow(page) }).toEqual({ name, width, over: 0 });
    }
    expect({ name, problems: await accessibilityProblems(page) }).toEqual({ name, problems: [] });
  }

  /** From the sign-in page as far as the address takes somebody. */
  async function goes(page: Page, email: string, from = '/sign-in'): Promise<void> {
    await world.open(page, from);
    await page.getByRole('link', { name: 'Sign in with SSO' }).click();
    await page.getByLabel('E-mail').fill(email);
    await press(page, 'Continue');
  }

  it('is set up by an administrator, who sees what is left to do', async () => {
    await world.open(admin, '/sso');
    await look(admin, 'sso-empty');
    await admin.getByLabel('Issuer').fill(provider.issuer);
    await admin.getByLabel('Client ID').fill(CLIENT.clientId);
    await admin.getByLabel('Client secret').fill(CLIENT.clientSecret);
    await admin.getByLabel('E-mail domains').fill('acme.example, acme.dev.usher-nowhere.com');
    await press(admin, 'Save');
    expect(await text(admin)).toMatch(/Add a TXT record _usher\.acme\.dev\.\S+ with the text usher-sso=/);
    expect(await text(admin)).toContain(`${world.pagesUrl}/sign-in/sso/callback`);
    expect(await admin.content()).not.toContain(CLIENT.clientSecret);
    await press(admin, 'Check now');
    expect(await text(admin)).toContain('describes itself as it should. Not proven yet: acme.dev');
    await look(admin, 'sso-settings');
    await admin.getByLabel('E-mail domains').fill('acme.example, gmail.com');
    await press(admin, 'Save');
    expect(await text(admin)).toContain('Everybody can have an address there.');
    await admin.getByLabel('E-mail domains').fill('acme.example');
    await press(admin, 'Save');
    expect(await text(admin)).toContain('The settings were saved.');
  });

  it('signs a member in without JavaScript, and takes them where they were going', async () => {
    const page = await world.visitor();
    const { approver } = world.people;
    await provider.expects(at(approver));
    await goes(page, approver.email, '/sign-in?next=%2Fpartner-explorer%3Ftab%3Dpending');
    expect(await text(page)).toContain(new URL(provider.issuer).host);
    await page.getByRole('link', { name: /^Go to/ }).click();
    await page.waitForURL(`${world.pagesUrl}/partner-explorer?tab=pending`);
    expect(await page.locator('.who summary').innerText()).toContain('Acme');
    const cookies = await page.context().cookies(`${world.pagesUrl}/sign-in/sso`);
    expect(cookies.find(({ name }) => name === 'usher_sso')).toBeUndefined();
  });

  it('says what is wrong in words, on pages that everybody can use', async () => {
    const page = await world.visitor(WITH_SCRIPTS);
    await goes(page, 'somebody@globex.example');
    expect(await text(page)).toContain('There is no SSO for addresses like this one.');
    expect(await page.getByLabel('E-mail').inputValue()).toBe('somebody@globex.example');
    await look(page, 'sso-unknown');
    const { approver } = world.people;
    await goes(page, approver.email);
    await look(page, 'sso-leave');
    await provider.expects({ ...at(approver), turnsAway: true });
    await page.getByRole('link', { name: /^Go to/ }).click();
    await page.getByText('You did not sign in there.').waitFor();
    await provider.expects(at(approver, 'made anew'));
    await goes(page, approver.email);
    await page.getByRole('link', { name: /^Go to/ }).click();
    await page.getByText('signed in here before with another identity').waitFor();
    await look(page, 'sso-refused');
    await world.open(page, '/sign-in/sso/callback?code=x&state=y');
    expect(await text(page)).toContain('The sign-in began in another browser, or too long ago.');
    await provider.stop();
    await goes(page, approver.email);
    expect(await text(page)).toContain('The identity provider of your organisation does not answer.');
    const { port } = new URL(provider.issuer);
    await provider.start({ redirectUri: `${world.pagesUrl}/sign-in/sso/callback`, port: Number(port) });
  });

  it('is enforced: passwords of members are refused, and an administrator still gets in', async () => {
    await world.open(admin, '/sso');
    await admin.getByLabel('Members sign in by SSO only').check();
    await press(admin, 'Save');
    const page = await world.visitor();
    await world.open(page, '/sign-in');
    await page.getByLabel('E-mail').fill(world.people.approver.email);
    await page.getByLabel('Password').fill('correct horse battery');
    await press(page, 'Sign in');
    expect(await text(page)).toContain('This account wants its members to sign in by its identity provider');
    await world.signIn(page, world.people.admin.email, 'correct horse battery');
    await world.open(admin, '/sso');
    await admin.locator('summary', { hasText: 'Remove single sign-on' }).click();
    await press(admin, 'Remove single sign-on');
    expect(await text(admin)).toContain('There is no single sign-on any more.');
  });

  it('uses nothing up when somebody only looks whether the address is there', async () => {
    const answer = await world.request('HEAD', '/sign-in/sso/callback?code=x&state=y');
    expect(answer.status).toBe(204);
  });
});
