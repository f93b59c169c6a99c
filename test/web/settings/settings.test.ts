import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('settings by clicking', () => {
  const world = new SignedInWorld();
  let page: Page;
  beforeAll(async () => {
    await world.startPages();
    await world.workspaceOf(world.people.admin);
    page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
  }, 120_000);
  afterAll(() => world.stopPages());

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const text = () => page.locator('main').innerText();

  async function look(name: string): Promise<void> {
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await shoot(page, `signed-in-${name}-${width}`);
      expect({ name, width, over: await overflow(page) }).toEqual({ name, width, over: 0 });
    }
    expect({ name, problems: await accessibilityProblems(page) }).toEqual({ name, problems: [] });
  }

  it('saves a program, one kind of settings at a time', async () => {
    await world.open(page, '/programs/default');
    await page.getByLabel('Auto-Onboarding').uncheck();
    await page.getByLabel('Remind approvers after').selectOption('2 days');
    await page.getByLabel('Remind them again every').selectOption('1 day');
    await page.getByLabel('Time to decide').selectOption('10 days');
    await page.getByLabel('When nobody decided in time').selectOption({ label: 'Reject the application' });
    await press('Save');
    expect(await text()).toContain('The settings were saved.');
    await world.open(page, '/programs/default?tab=delivery');
    await page.getByLabel('Invitations expire after').selectOption('30 days');
    await page.getByLabel('Reminders').selectOption('Custom');
    await page.locator('[name="reminders.custom"]').fill('2 days, 1 day before expiry');
    await page.getByLabel('Erase personal data after').selectOption('180 days');
    await press('Save');
    expect(await text()).toContain('Sent today, an invitation works until');
    expect(await page.locator('[name="reminders.custom"]').inputValue()).toBe('2 days, 1 day before expiry');
    const program = await world.stores.programs.find(world.people.admin.accountId, 'default');
    expect(program).toMatchObject({
      autoOnboarding: false,
      escalateAfter: 'P2D',
      escalateEvery: 'P1D',
      maxEscalations: 5,
      decideWithin: 'P10D',
      whenUndecided: 'reject',
      expiresIn: 'P30D',
      reminders: ['P2D', '-P1D'],
      retainFor: 'P180D',
    });
    await page.getByLabel('Erase personal data after').selectOption('Never');
    await press('Save');
    const kept = await world.stores.programs.find(world.people.admin.accountId, 'default');
    expect(kept?.retainFor).toBeNull();
  });

  it('says at the setting what is wrong and keeps what was typed', async () => {
    await world.open(page, '/programs/default?tab=delivery');
    await page.getByLabel('Invitations expire after').selectOption('Custom');
    await page.locator('[name="expiresIn.custom"]').fill('soon');
    await press('Save');
    expect(await page.locator('[name="expiresIn.custom"]').inputValue()).toBe('soon');
    expect(await page.locator('.error').innerText()).toContain('Write it like 14 days');
    await look('program-errors');
  });

  it('builds rules and tries them, without leaving the page', async () => {
    await world.open(page, '/programs/default?tab=rules');
    await press('Add a rule');
    await page.getByLabel('Name of the rule').fill('known');
    await page.getByLabel('Then').selectOption('approve');
    await page.getByLabel('E-mail domain is one of').fill('Initech.example, umbrella.example');
    await page.getByLabel('Another country').fill('Germany');
    await press('Add the country');
    await page.getByLabel('Germany').waitFor();
    await press('Add a rule');
    await page.getByText('A rule was added. Save to keep it.').waitFor();
    await page.getByRole('button', { name: 'Move up New rule' }).click();
    await page.getByText('Moved up. Save to keep it.').waitFor();
    await look('program-rules-built');
    await page.getByRole('button', { name: 'Delete New rule' }).click();
    await page.getByText('“New rule” is taken out. Save to keep it.').waitFor();
    await page.locator('summary', { hasText: 'known' }).click();
    await page.getByLabel('Germany').uncheck();
    await press('Save');
    await page.getByLabel('Contact Email').fill('a@initech.example');
    await press('Try');
    await page.getByText('by the rule "known"').waitFor();
    await look('program-dry-run');
    await page.getByRole('button', { name: 'Delete known' }).click();
    await page.getByText('No rule yet').waitFor();
    await press('Save');
    expect(
      (await world.stores.programs.find(world.people.admin.accountId, 'default'))?.approvalRules,
    ).toEqual([]);
  });

  it('builds custom fields beside their form, which the wizard then asks', async () => {
    await world.open(page, '/programs/default?tab=fields');
    await press('Add a field');
    const preview = page.locator('#form-preview');
    await page.getByLabel('Label').fill('Partner tier');
    await page.getByLabel('Type', { exact: true }).selectOption('One of several choices');
    await page.getByLabel('Choices').fill('g = Gold\ns = Silver');
    await page.getByLabel('Filled by').selectOption('Inviter');
    await preview.getByLabel('Partner tier').waitFor();
    await preview.locator('option', { hasText: 'Gold' }).waitFor({ state: 'attached' });
    await look('program-fields-built');
    await press('Save');
    expect(await page.locator('[name="customFields.0.key"]').inputValue()).toBe('partner-tier');
    await world.open(page, '/invitations/new');
    await page.getByLabel('Partner tier').selectOption({ label: 'Gold' });
    await page.getByLabel('Partner Name').fill('Tiered');
    await page.getByLabel('Contact Email').fill('tier@partner.example');
    await press('Next');
    await look('wizard-share');
    await press('Next');
    await look('wizard-set-up');
    await press('Back');
    await press('Back');
    expect(await page.getByLabel('Partner tier').inputValue()).toBe('g');
    await press('Next');
    await press('Send');
    const { items } = (await world.get('/v1/invitations?search=tier@partner.example', world.people.admin))
      .body;
    expect(items[0]).toMatchObject({ customFields: { 'partner-tier': 'g' } });
  });

  it('makes a key that is shown once, and revokes it', async () => {
    await world.open(page, '/api-keys/new');
    await page.getByLabel('Name').fill('Reports');
    await page.getByLabel('stats:read').check();
    await press('Make the key');
    const key = await page.locator('.secret').innerText();
    expect(key).toMatch(/^usher_/);
    await look('api-key-made');
    await page.getByRole('link', { name: 'Done, I have kept it' }).click();
    expect(await page.content()).not.toContain(key);
    await page
      .getByRole('row', { name: /Reports/ })
      .getByRole('link', { name: 'Revoke' })
      .click();
    await look('api-key-revoke');
    await press('Revoke the key');
    expect(await text()).toContain('The key was revoked.');
  });

  it('rotates a key, which shows whether the old one is used', async () => {
    const { admin } = world.people;
    const { key } = (await world.post('/v1/api-keys', admin, { name: 'Nightly' })).body;
    await world.get('/v1/me', { ...admin, key });
    await world.open(page, '/api-keys');
    const row = page.getByRole('row', { name: /Nightly/ });
    expect(await row.innerText()).toContain('just now');
    await row.getByRole('link', { name: 'Rotate' }).click();
    await page.getByLabel('Old key works for').selectOption({ label: '7 days' });
    await look('api-key-rotate');
    await press('Rotate the key');
    const rotated = await page.locator('.secret').innerText();
    expect([rotated === key, (await world.get('/v1/me', { ...admin, key: rotated })).status]).toEqual([
      false,
      200,
    ]);
    await page.getByRole('link', { name: 'Done, I have kept it' }).click();
    expect(await row.innerText()).toMatch(/usher_\S{6} ends in 7 days, last used just now/);
    await look('api-keys-rotated');
    await row.getByRole('link', { name: 'Rotate' }).click();
    expect(await text()).toMatch(/usher_\S{6}, which was rotated before, ends at once/);
  });

  it('invites, changes and withdraws a user, and makes a role', async () => {
    await world.open(page, '/users/new');
    await page.getByLabel('First name').fill('Nina');
    await page.getByLabel('Last name').fill('New');
    await page.getByLabel('E-mail').fill('nina@acme.example');
    await page.getByLabel('Role').selectOption({ label: 'Viewer' });
    await press('Add user');
    await page.getByRole('link', { name: 'Nina New' }).click();
    await page.getByLabel('Role').selectOption({ label: 'Operator' });
    await press('Save');
    expect(await page.getByRole('row', { name: /Nina New/ }).innerText()).toContain('Operator');
    await page.getByRole('link', { name: 'Nina New' }).click();
    await page.locator('summary', { hasText: 'Withdraw the invitation' }).click();
    await press('Withdraw the invitation');
    expect(await text()).toContain('the invitation withdrawn');
    await world.open(page, '/roles/new');
    await page.getByLabel('Key', { exact: true }).fill('reader');
    await page.getByLabel('Name').fill('Reader');
    await page.getByLabel('Rank').fill('5');
    await page.getByLabel('stats:read').check();
    await press('Make the role');
    expect(await page.getByRole('row', { name: /Reader/ }).innerText()).toContain('1 of');
  });

  it('chooses which notices come, and when', async () => {
    await world.open(page, '/notifications');
    await look('notifications');
    await page.getByLabel('Expired').selectOption({ label: 'Once a day, at 8 in the morning' });
    await page.getByLabel('Approvals').selectOption({ label: 'Never' });
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await press('Save');
    expect(await text()).toContain('The changes were saved.');
    expect(await page.getByLabel('Expired').inputValue()).toBe('daily');
    expect(await text()).toContain('all of you are told at once all the same');
    const chosen = await world.stores.notificationSettings.of(world.people.admin.userId);
    expect(chosen).toMatchObject({
      timeZone: 'Europe/Berlin',
      kinds: { answers: 'at_once', expired: 'daily', approvals: 'never' },
    });
  });

  it('fills a workspace', async () => {
    await world.open(page, '/workspaces');
    await page.getByLabel('New workspace').fill('Archive');
    await press('Add workspace');
    const archive = page.locator('section', { has: page.getByRole('heading', { name: 'Archive' }) });
    await archive.getByLabel('New folder').fill('Old');
    await archive.getByRole('button', { name: 'Add folder' }).click();
    await archive.locator('summary', { hasText: 'Old' }).click();
    await archive.getByLabel('New record').fill('Report 1999');
    await archive.getByRole('button', { name: 'Add record' }).click();
    expect(await archive.innerText()).toContain('Report 1999');
  });

  it('shares more, withdraws, deactivates and reactivates', async () => {
    await world.stores.programs.put(world.people.admin.accountId, 'default', {
      autoOnboarding: true,
      customFields: [],
    });
    const { id, token } = await world.invited({ partnerName: 'Shared Ltd', contactLastName: 'Last' });
    await world.post('/v1/public/invitation/accept', undefined, {
      token,
      password: 'a long enough password',
    });
    await world.status(id, 'active');
    await world.open(page, '/partner-explorer?tab=active');
    await page.getByRole('link', { name: 'Shared Ltd' }).click();
    await page.getByLabel('Certificates').check();
    await page.getByLabel('Contracts').check();
    await press('Share');
    expect(await page.locator('tbody tr').count()).toBe(2);
    await page.getByRole('button', { name: 'Withdraw Contracts' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.locator('summary', { hasText: 'Deactivate' }).click();
    await press('Deactivate');
    expect(await text()).toContain('The partner is inactive now.');
    await world.open(page, '/partner-explorer?tab=inactive');
    await page.getByRole('link', { name: 'Shared Ltd' }).click();
    await page.locator('summary', { hasText: 'Reactivate' }).click();
    await press('Reactivate');
    expect(await text()).toContain('The partner is active again.');
  });

  it('adds a webhook endpoint and shows its secret once', async () => {
    await world.open(page, '/webhooks/new');
    await page.getByLabel('Address').fill('http://127.0.0.1/hook');
    await press('Add endpoint');
    expect(await page.locator('.error').count()).toBe(1);
    await page.getByLabel('Address').fill('https://hooks.example.com/usher');
    await press('Add endpoint');
    const secret = await page.locator('.secret').innerText();
    expect(secret).toMatch(/^whsec_/);
    await page.getByRole('link', { name: 'Done, I have kept it' }).click();
    expect(await page.content()).not.toContain(secret);
    await look('webhook');
    await press('New signing secret');
    expect(await page.locator('.secret').innerText()).not.toBe(secret);
    await page.getByRole('link', { name: 'Done, I have kept it' }).click();
    await page.locator('summary', { hasText: 'Remove this endpoint' }).click();
    await press('Remove');
    expect(await text()).toContain('The endpoint was removed.');
  });

  it('checks a file and says what became of each row', async () => {
    await world.open(page, '/imports');
    await page.getByLabel('CSV file').setInputFiles({
      name: 'partners.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('partnerName,contactEmail\nGood Ltd,good@rows.example\nBad Ltd,not an address\n'),
    });
    await press('Check the file');
    await page.getByRole('heading', { name: 'Completed' }).waitFor();
    expect(await page.getByRole('row', { name: /Bad Ltd/ }).innerText()).toContain('Invalid');
    expect(await page.getByRole('row', { name: /Good Ltd/ }).innerText()).toContain('Could be invited');
    await look('import');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Invalid rows as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^rejected-.*\.csv$/);
  });

  it('finds all of it in the audit log, and exports it', async () => {
    await world.open(page, '/audit-log');
    await page.getByLabel('What').selectOption('role_created');
    await press('Search');
    expect(await page.locator('tbody tr').count()).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('audit-log.csv');
  });
});
