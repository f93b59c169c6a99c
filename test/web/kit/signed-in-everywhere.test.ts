import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, problemsEverywhere } from '../../support/web/browser';
import { HOSTILE, SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('every signed-in page', () => {
  const world = new SignedInWorld();
  const places: Record<string, string> = {};
  let page: Page;
  let approver: Page;

  beforeAll(async () => {
    await world.startPages();
    const { admin } = world.people;
    const { workspaceId, folderIds } = await world.workspaceOf(admin);
    await world.stores.programs.put(admin.accountId, 'default', {
      name: HOSTILE,
      autoOnboarding: false,
      customFields: [
        {
          key: 'vat',
          label: `VAT ${HOSTILE}`,
          type: 'text',
          required: false,
          filledBy: 'inviter',
          help: HOSTILE,
        },
        {
          key: 'size',
          label: 'Size',
          type: 'select',
          required: false,
          filledBy: 'inviter',
          options: [{ value: 'a', label: HOSTILE }],
        },
      ],
    });
    await world.stores.roles.put(admin.accountId, { key: 'own', name: HOSTILE, rank: 5, scopes: [] });
    await world.stores.workspaces.create({ accountId: admin.accountId, name: HOSTILE });
    const { _id: recordId } = await world.stores.workspaces.createRecord({
      ...{ accountId: admin.accountId, folderId: folderIds[0]!, name: HOSTILE, kind: 'certificate' },
      ...{ data: { issuer: HOSTILE, [HOSTILE.slice(0, 20)]: HOSTILE }, link: 'https://x.example/?a="<b>' },
    });
    const content = {
      partnerName: HOSTILE,
      contactFirstName: HOSTILE.slice(0, 90),
      industry: HOSTILE,
      message: `${HOSTILE}\nsecond line`,
      customFields: { vat: HOSTILE, size: 'a' },
      share: { workspaceId, folderIds },
    };
    const sent = await world.invited(content);
    const pending = await world.invited(content);
    const active = await world.invited({ ...content, contactLastName: 'Gibbons' });
    for (const { token } of [pending, active]) {
      await world.post('/v1/public/invitation/accept', undefined, {
        token,
        password: 'a long enough password',
      });
    }
    await world.status(pending.id, 'pending_approval');
    await world.status(active.id, 'pending_approval');
    await world.post(`${active.path}/approve`, world.people.approver, { note: HOSTILE });
    const { partnershipId } = await world.status(active.id, 'active');
    Object.assign(places, {
      invited: '/partner-explorer?tab=invited',
      pending: '/partner-explorer?tab=pending',
      active: '/partner-explorer?tab=active',
      inactive: '/partner-explorer?tab=inactive',
      sent: '/partner-explorer?tab=sent',
      received: '/partner-explorer?tab=received',
      wizard: '/invitations/new',
      invitation: `/invitations/${sent.id}`,
      'invitation-edit': `/invitations/${sent.id}/edit`,
      'invitation-pending': `/invitations/${pending.id}`,
      'invitation-active': `/invitations/${active.id}`,
      review: `/invitations/${pending.id}/review`,
      partner: `/partners/${partnershipId}`,
      workspace: '/workspace',
      workspaces: '/workspaces',
      folder: `/folders/${folderIds[0]}`,
      record: `/records/${recordId}`,
      programs: '/programs',
      'programs-new': '/programs/new',
      'program-onboarding': '/programs/default',
      'program-delivery': '/programs/default?tab=delivery',
      'program-rules': '/programs/default?tab=rules',
      'program-fields': '/programs/default?tab=fields',
      'program-modules': '/programs/default?tab=modules',
      'program-brand': '/programs/default?tab=brand',
      'program-emails': '/programs/default?tab=templates',
      'program-terms': '/programs/default?tab=terms',
      'terms-acceptances': '/programs/default/terms-acceptances',
      users: '/users',
      'users-new': '/users/new',
      user: `/users/${world.people.viewer.userId}`,
      roles: '/roles',
      role: '/roles/own',
      'roles-new': '/roles/new',
      'api-keys': '/api-keys',
      'api-keys-new': '/api-keys/new',
      webhooks: '/webhooks',
      'webhooks-new': '/webhooks/new',
      chat: '/chat',
      'chat-settings': '/chat/settings',
      sso: '/sso',
      imports: '/imports',
      'audit-log': '/audit-log',
      stats: '/stats',
      'stats-inviter': '/stats?groupBy=inviter',
      profile: '/profile',
      memberships: '/memberships',
      notifications: '/notifications',
      'not-found': '/nothing/here',
    });
    page = await world.signedIn(admin, WITH_SCRIPTS);
    approver = await world.signedIn(world.people.approver, WITH_SCRIPTS);
  }, 240_000);
  afterAll(() => world.stopPages());

  async function wrongOn(one: Page, name: string, path: string): Promise<unknown[]> {
    await world.open(one, path);
    const problems = await problemsEverywhere(one, `signed-in-${name}`);
    if ((await one.locator('main img, main script').count()) > 0)
      problems.push(`${name}: markup got through`);
    return problems;
  }

  it('can be used by everybody, on every screen, and shows hostile words as words', async () => {
    const problems: unknown[] = [];
    for (const one of [page, approver]) {
      one.on('pageerror', (error) => problems.push(error.message));
      one.on('dialog', (dialog) => problems.push(`a script ran: ${dialog.message()}`));
    }
    for (const [name, path] of Object.entries(places)) {
      problems.push(...(await wrongOn(name === 'review' ? approver : page, name, path)));
    }
    expect(problems).toEqual([]);
  }, 400_000);

  it('shows the names and notes that people typed', async () => {
    for (const name of [
      'invited',
      'pending',
      'active',
      'sent',
      'invitation',
      'partner',
      'programs',
      'roles',
      'workspaces',
      'folder',
      'record',
    ]) {
      await world.open(page, places[name] ?? '/');
      expect({ name, text: await page.locator('main').innerText() }).toEqual({
        name,
        text: expect.stringContaining(HOSTILE) as string,
      });
    }
    await world.open(page, places['invitation-active'] ?? '/');
    expect(await page.locator('.timeline').innerText()).toContain(HOSTILE);
    await world.open(approver, places['review'] ?? '/');
    expect(await approver.getByLabel('Partner Name').inputValue()).toBe(HOSTILE);
  }, 120_000);

  it('can be used as well in German, where words are longer', async () => {
    const reader = await world.visitor({ ...WITH_SCRIPTS, locale: 'de' });
    const { token: value } = await world.stores.sessions.create(world.people.admin);
    await reader.context().addCookies([{ name: 'usher_session', value, url: world.pagesUrl }]);
    const problems: unknown[] = [];
    for (const name of ['profile', 'users', 'chat-settings']) {
      problems.push(...(await wrongOn(reader, `${name}-de`, places[name] ?? '')));
      expect(await reader.locator('html').getAttribute('lang')).toBe('de');
    }
    expect(problems).toEqual([]);
  }, 240_000);

  it('changes nothing by looking, with GET or HEAD', async () => {
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'usher_session');
    const before = await world.dump();
    for (const path of Object.values(places)) {
      for (const method of ['GET', 'HEAD'])
        await world.request(method, path, { cookie: `usher_session=${cookie!.value}` });
    }
    expect(await world.dump()).toEqual(before);
  }, 120_000);

  it('previews e-mails in a frame of their own', async () => {
    await page.setViewportSize({ width: 1280, height: 1600 });
    for (const name of ['program-brand', 'program-emails']) {
      await world.open(page, places[name] ?? '/');
      await page.frameLocator('iframe').getByText('Submit Your Application').waitFor();
    }
  });

  it('overrides an e-mail beside its preview and refuses what is not safe', async () => {
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await world.open(page, '/programs/default?tab=templates&template=invitation&locale=de');
    const preview = page.frameLocator('iframe');
    await page.getByLabel('Subject').fill('Hallo {{nobody}}');
    await page.getByLabel('Subject').press('Tab');
    await preview.getByText('there is no variable "nobody"').waitFor();
    expect(await preview.locator('nav').count()).toBe(0);
    await press('Save');
    expect(await page.locator('.error').innerText()).toContain('there is no variable');
    await page.getByLabel('Subject').fill('Hallo ');
    await press('{{partnerName}}');
    expect(await page.getByLabel('Subject').inputValue()).toBe('Hallo {{partnerName}}');
    await preview.getByText('Hallo Sample Partner Ltd').waitFor();
    await page.getByLabel('Plain text', { exact: true }).and(page.locator('[type=radio]')).check();
    await preview.locator('pre').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await press('Save');
    expect(await page.locator('main').innerText()).toContain('The e-mail was saved.');
    expect(await page.getByLabel('Subject').inputValue()).toBe('Hallo {{partnerName}}');
  });
});
