import type { Page } from 'playwright-core';
import { eventually, PASSWORD } from '../../support/api/support';
import { describeInBrowser } from '../../support/web/browser';
import { member } from '../../support/api/people-samples';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('the signed-in pages', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const text = (page: Page) => page.locator('main').innerText();

  it('keep the address and say that it did not work', async () => {
    const page = await world.visitor();
    await page.goto(`${world.pagesUrl}/sign-in`);
    await page.getByLabel('E-mail').fill(world.people.admin.email);
    await page.getByLabel('Password').fill('wrong');
    await press(page, 'Sign in');
    expect(await text(page)).toContain('E-mail and password do not match.');
    expect(await page.getByLabel('E-mail').inputValue()).toBe(world.people.admin.email);
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await page.title()).toMatch(/^Error: /);
  });

  it('go on to the page that was asked for, and to no other site', async () => {
    const page = await world.visitor();
    await page.goto(`${world.pagesUrl}/partner-explorer?tab=sent`);
    expect(page.url()).toBe(`${world.pagesUrl}/sign-in?next=%2Fpartner-explorer%3Ftab%3Dsent`);
    await page.getByLabel('E-mail').fill(world.people.admin.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Sign in');
    expect(page.url()).toBe(`${world.pagesUrl}/partner-explorer?tab=sent`);
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/%09/evil.example',
      '/..//evil.example',
    ]) {
      const cookies = await page.context().cookies();
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      const answer = await world.request('GET', `/sign-in?next=${encodeURIComponent(next)}`, { cookie });
      const where = new URL(answer.headers.get('location') ?? '/', world.pagesUrl);
      expect(where.origin).toBe(world.pagesUrl);
    }
  });

  it('sign out for good', async () => {
    const page = await world.signedIn(world.people.admin);
    await page.locator('.who summary').click();
    await press(page, 'Sign out');
    expect(await text(page)).toContain('You are signed out.');
    await world.open(page, '/users');
    expect(page.url()).toContain('/sign-in?next=');
  });

  it('show another user both addresses, and let the invited one sign in instead', async () => {
    const { admin, other } = world.people;
    const { id, token } = await world.invited({ contactEmail: other.email }, 'share-notification');
    const page = await world.signedIn(admin);
    await page.goto(world.linkOf(token));
    for (const address of [admin.email, other.email]) expect(await text(page)).toContain(address);
    expect(await page.getByRole('link', { name: 'Decline' }).count()).toBe(0);
    await press(page, 'Sign in as another user');
    await page.getByLabel('E-mail').fill(other.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await press(page, 'Sign in');
    expect(page.url()).toBe(`${world.pagesUrl}/invitations/${id}`);
    expect(await page.getByRole('button', { name: /Accept/ }).count()).toBe(1);
    expect((await world.stores.invitations.findById(id))?.status).toBe('sent');
    await world.post(`/v1/invitations/${id}/revoke`, admin);
    await world.status(id, 'revoked');
  });

  it('invite once, however often the form is sent', async () => {
    const page = await world.signedIn(world.people.admin);
    await world.open(page, '/invitations/new');
    const email = 'twice@partner.example';
    const value = (name: string) => page.locator(`input[name=${name}]`).first().inputValue();
    const form = {
      _csrf: await value('_csrf'),
      _key: await value('_key'),
      step: 'setUp',
      go: 'send',
      partnerName: 'Twice',
      contactEmail: email,
    };
    const cookies = await page.context().cookies();
    const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
    const answers = [];
    for (let times = 0; times < 3; times += 1)
      answers.push(await world.request('POST', '/invitations/new', { cookie, form }));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const { items } = (await world.get(`/v1/invitations?search=${email}`, world.people.admin)).body;
    expect(items).toHaveLength(1);
  });

  it('say before a removal what it touches, and hand over to whom one chooses', async () => {
    const { admin } = world.people;
    const { id } = await world.invited();
    const leaving = await member(world, 'account_admin');
    const heir = await member(world, 'account_admin');
    await world.stores.invitations.handOver(admin.accountId, [id], leaving.userId);
    const page = await world.signedIn(admin);
    await world.open(page, `/users/${leaving.userId}`);
    await page.locator('summary', { hasText: 'Remove from the account' }).click();
    const shown = await page.locator('details').last().innerText();
    expect(shown).toContain('Open invitations that are handed over: 1.');
    expect(shown).toContain('API keys that end: 1.');
    await page.locator('#f-remove').selectOption(heir.userId);
    await press(page, 'Remove from the account');
    expect((await world.stores.invitations.findById(id))?.responsibleId).toBe(heir.userId);
  });

  it('refuse in an address what no text may hold, and never fail of it', async () => {
    const page = await world.signedIn(world.people.admin);
    const tabs = ['invited', 'pending', 'active', 'inactive', 'sent', 'received'];
    const paths = [
      ...tabs.flatMap((tab) =>
        ['search', 'sort', 'cursor'].map((name) => `/partner-explorer?tab=${tab}&${name}=`),
      ),
      ...['search', 'roleKey', 'sort', 'cursor'].map((name) => `/users?${name}=`),
      ...['type', 'actor', 'target', 'from', 'sort', 'cursor'].map((name) => `/audit-log?${name}=`),
      ...['from', 'to', 'groupBy'].map((name) => `/stats?${name}=`),
    ];
    for (const path of paths) {
      const answer = await world.open(page, `${path}a%00b`);
      expect({ path, status: answer?.status() }).toEqual({ path, status: 422 });
      expect(await text(page)).toContain('Must not hold control characters.');
    }
  });

  it('say where Auto-Onboarding keeps people from being asked', async () => {
    const page = await world.signedIn(world.people.admin);
    await world.open(page, '/programs/default');
    expect(await text(page)).toContain('Nobody is asked: Auto-Onboarding is on');
    await page.getByLabel('Auto-Onboarding').uncheck();
    await press(page, 'Save');
    expect(await text(page)).not.toContain('Nobody is asked');
    await page.getByLabel('Auto-Onboarding').check();
    await press(page, 'Save');
    expect(await text(page)).toContain('Nobody is asked: Auto-Onboarding is on');
    const as = world.people.admin;
    await world.call('PUT', '/v1/programs/default', { as, body: { expiresIn: 'P5D' } });
    await world.open(page, '/programs/default?tab=delivery');
    expect(await text(page)).toContain('The reminder P7D is never sent');
    expect(await text(page)).not.toContain('Nobody is asked');
    await world.call('PUT', '/v1/programs/default', { as, body: { expiresIn: 'P14D' } });
    await page.reload();
    expect(await text(page)).not.toContain('is never sent');
  });

  it('offer nothing that the role does not allow', async () => {
    const page = await world.signedIn(world.people.viewer);
    expect(await page.getByText('Invite Partners').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
    for (const path of ['/invitations/new', '/api-keys', '/audit-log', '/users/new']) {
      const answer = await world.open(page, path);
      if (path === '/users/new') {
        await page.getByLabel('First name').fill('A');
        await page.getByLabel('Last name').fill('B');
        await page.getByLabel('E-mail').fill('a@b.example');
        await page.getByLabel('Role').selectOption({ index: 1 });
        await press(page, 'Add user');
        expect(await text(page)).toContain('You may not do this');
      } else expect({ path, status: answer?.status() }).toEqual({ path, status: 403 });
    }
  });

  it('show another account’s invitation and partner to nobody', async () => {
    const { id } = await world.invited();
    const page = await world.signedIn(world.people.other);
    for (const path of [`/invitations/${id}`, `/invitations/${id}/edit`, `/invitations/${id}/review`]) {
      const answer = await world.open(page, path);
      expect(answer?.status()).toBe(404);
      expect(await text(page)).toContain('There is nothing here');
    }
  });

  it('resend and revoke several invitations after asking', async () => {
    await world.stores.programs.put(world.people.admin.accountId, 'default', { resendCooldown: 'PT0S' });
    for (const name of ['Bulk one', 'Bulk two']) await world.invited({ partnerName: name });
    const page = await world.signedIn(world.people.admin);
    await world.open(page, '/partner-explorer?tab=invited&search=bulk');
    await page.getByLabel('Select Bulk one').check();
    await page.getByLabel('Select Bulk two').check();
    await press(page, 'Revoke');
    expect(await text(page)).toContain('Bulk two');
    await page.getByLabel('Reason').fill('Changed our mind');
    await press(page, 'Revoke');
    expect(await text(page)).toContain('2 invitations were revoked.');
    expect(await text(page)).toContain('Nothing found');
  });

  it('search while typing, sort and page without leaving the page', async () => {
    for (const name of ['Zeta', 'Alpha', 'Omega']) await world.invited({ partnerName: `${name} Typed` });
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/partner-explorer?tab=sent');
    await page.getByLabel('Search').pressSequentially('typed');
    // Less of the word finds the same.
    await page.waitForURL(/search=typed/);
    await eventually(
      () => page.locator('tbody tr').count(),
      (count) => count === 3,
    );
    await page.getByRole('link', { name: 'Partner Name' }).click();
    await eventually(
      () => page.locator('tbody .strong').first().innerText(),
      (name) => name === 'Alpha Typed',
    );
    expect(page.url()).toContain('sort=partnerName');
    expect(await page.locator('th[aria-sort=ascending]').innerText()).toContain('Partner Name');
    await page.getByRole('link', { name: 'Omega Typed' }).click();
    expect(await page.locator('h1').innerText()).toBe('Omega Typed');
  });

  it('count what is shared, however fast it is ticked', async () => {
    await world.workspaceOf(world.people.admin);
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/invitations/new');
    await page.getByLabel('Partner Name').fill('Fast');
    await page.getByLabel('Contact Email').fill('fast@partner.example');
    await press(page, 'Next');
    await page.getByLabel('Price lists').check();
    await page.getByLabel('Certificates').check();
    await page.getByLabel('Contracts').check();
    await page.getByText('3 folders with 3 records').waitFor();
  });

  it('say while the address is typed that it was invited already', async () => {
    const { email } = await world.invited();
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/invitations/new');
    await page.getByLabel('Contact Email').pressSequentially(email.toUpperCase());
    await page.getByText('Already invited').waitFor();
    await page.getByLabel('Contact Email').fill(world.people.other.email);
    await page.getByText('Not invited yet.').waitFor();
  });

  it('keep a decision while no worker is there, and move on by themselves', async () => {
    const { id } = await world.invited({ partnerName: 'Patient' });
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}`);
    await world.stopWorkers();
    try {
      await page.locator('summary', { hasText: 'Revoke' }).click();
      await press(page, 'Revoke');
      await page.getByText('Your decision is kept').first().waitFor();
    } finally {
      await world.startWorkers();
    }
    await page.getByText('Closed.').waitFor({ timeout: 30_000 });
  });
});
