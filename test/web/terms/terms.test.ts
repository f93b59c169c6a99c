import type { Page } from 'playwright-core';
import { PASSWORD } from '../../support/api/support';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

const ENGLISH = 'Partners keep <b>prices</b> to themselves.\n\nThey pay in 30 days.';

describeInBrowser('terms', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();
  const ticked = 'I have read the terms and accept them.';

  let programs = 0;
  async function withTerms(texts: object = { en: ENGLISH }) {
    const program = `terms-${(programs += 1)}`;
    const { admin } = world.people;
    await world.call('PUT', `/v1/programs/${program}`, { as: admin, body: { autoOnboarding: true } });
    await publish(program, texts);
    return program;
  }
  const publish = (program: string, texts: object) =>
    world.call('PUT', `/v1/programs/${program}/terms`, {
      as: world.people.admin,
      body: { texts, url: 'https://acme.example/terms' },
    });

  it('are published, asked for with the application, and listed with who accepted them', async () => {
    const program = await withTerms();
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, `/programs/${program}`);
    await page.getByRole('link', { name: 'Terms', exact: true }).click();
    expect(await page.getByLabel('English (en)').inputValue()).toBe(ENGLISH);
    await page.getByLabel('English (en)').fill(`${ENGLISH}\n\nAnd they are kind.`);
    await page.getByLabel('Deutsch (de)').fill('Partner behalten Preise für sich.');
    await press(page, 'Save');
    expect(await main(page)).toContain('Version 2 is what partners are asked to accept.');
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, 'terms-program');

    const { id, token, email } = await world.invited({ program });
    const applicant = await world.visitorOf(token);
    await press(applicant, 'Submit Your Application');
    expect(await applicant.locator('.terms').innerText()).toContain('Partners keep <b>prices</b>');
    await shoot(applicant, 'terms-application');
    await applicant.getByLabel('Contact Last Name').fill('Gibbons');
    await applicant.getByLabel('Password').fill(PASSWORD);
    await applicant.getByLabel(ticked).check();
    await press(applicant, 'Submit Your Application');
    await world.status(id, 'active');

    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    expect(await page.locator('.terms').innerText()).toBe(ENGLISH);
    await page.getByRole('link', { name: 'Terms', exact: true }).click();
    await page.getByRole('link', { name: 'Who accepted which version' }).click();
    const row = page.locator('tbody tr');
    expect(await row.innerText()).toContain(email);
    expect(await row.innerText()).toContain('2 (en)');
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, 'terms-acceptances');
    await world.open(page, `/invitations/${id}`);
    expect(await page.locator('.timeline').innerText()).toContain('Terms accepted');
  });

  it('that nobody ticked are asked for again, in words, with everything that was typed', async () => {
    const program = await withTerms({ de: 'Partner behalten Preise für sich.' });
    const { id, token } = await world.invited({ program, locale: 'de' });
    const applicant = await world.visitorOf(token, { ...WITH_SCRIPTS, ...NARROW });
    await applicant.getByRole('button').first().click();
    await applicant.getByLabel('Nachname').fill('Gibbons');
    // A browser would ask first.
    await applicant.evaluate("document.querySelector('form').noValidate = true");
    await applicant.locator('main form button').first().click();
    expect(await applicant.locator('[role=alert]').innerText()).toContain(
      'Den Bedingungen muss zugestimmt werden.',
    );
    expect(await applicant.getByLabel('Nachname').inputValue()).toBe('Gibbons');
    expect(await applicant.locator('.terms').getAttribute('lang')).toBe('de');
    expect(await overflow(applicant)).toBe(0);
    expect(await accessibilityProblems(applicant)).toEqual([]);
    await shoot(applicant, 'terms-missing-de');
    await applicant.getByLabel('Ich habe die Bedingungen gelesen').check();
    await applicant.locator('main form button').first().click();
    await world.status(id, 'active');
  });

  it.each([
    ['en', 'Contact Last Name', 'The terms were changed while you filled in the form.'],
    ['de', 'Nachname', 'Die Bedingungen wurden geändert'],
    ['es', 'Apellidos', 'Las condiciones han cambiado'],
  ])('that change under the applicant’s hands are shown anew, unticked: %s', async (locale, label, said) => {
    const program = await withTerms();
    const { id, token } = await world.invited({ program, locale });
    const applicant = await world.visitorOf(token);
    await applicant.locator('main form button').first().click();
    await applicant.getByLabel(label).fill('Gibbons');
    await applicant.locator('[name=termsVersion]').check();
    await publish(program, { en: 'Stricter terms.' });
    const answered = applicant.waitForResponse((one) => one.request().method() === 'POST');
    await applicant.locator('main form button').first().click();
    expect((await answered).status()).toBe(409);
    expect(await main(applicant)).toContain(said);
    expect(await applicant.locator('.terms').innerText()).toBe('Stricter terms.');
    expect(await applicant.getByLabel(label).inputValue()).toBe('Gibbons');
    expect(await applicant.locator('[name=termsVersion]').isChecked()).toBe(false);
    await shoot(applicant, `terms-changed-${locale}`);
    await applicant.locator('[name=termsVersion]').check();
    await applicant.locator('main form button').first().click();
    await world.status(id, 'active');
  });

  it('stand between the sign-in and the workspace once they change', async () => {
    const program = await withTerms();
    const { id, token, email } = await world.invited({ program });
    const applied = { token, password: PASSWORD, termsVersion: 1 };
    await world.post('/v1/public/invitation/accept', undefined, applied);
    await world.status(id, 'active');
    const partner = await world.visitor(WITH_SCRIPTS);
    await world.signIn(partner, email, PASSWORD);
    expect(new URL(partner.url()).pathname).toBe('/workspace');

    await publish(program, { en: 'Stricter terms.' });
    const again = await world.visitor(WITH_SCRIPTS);
    await world.signIn(again, email, PASSWORD);
    expect(new URL(again.url()).pathname).toBe('/terms');
    expect(await main(again)).toContain('Terms of Acme');
    expect(await again.locator('.terms').innerText()).toBe('Stricter terms.');
    expect(await accessibilityProblems(again)).toEqual([]);
    await shoot(again, 'terms-own');
    await again.setViewportSize({ width: 390, height: 800 });
    expect(await overflow(again)).toBe(0);
    await shoot(again, 'terms-own-narrow');
    await again.evaluate("document.querySelector('main form').noValidate = true");
    await again.getByRole('button', { name: /^Accept/ }).click();
    expect(await again.locator('[role=alert]').innerText()).toContain('tick the box');
    await publish(program, { en: 'The strictest terms.' });
    await again.getByLabel(ticked).check();
    await again.getByRole('button', { name: /^Accept/ }).click();
    expect(await again.locator('[role=alert]').innerText()).toContain('changed in the meantime');
    expect(await again.locator('.terms').innerText()).toBe('The strictest terms.');
    expect(await again.getByLabel(ticked).isChecked()).toBe(false);
    await again.getByLabel(ticked).check();
    await again.getByRole('button', { name: /^Accept/ }).click();
    await again.waitForURL(/\/workspace$/);
    expect(await main(again)).toContain('The terms are accepted.');
    await world.open(again, '/terms');
    expect(new URL(again.url()).pathname).toBe('/workspace');
  });

  it('are accepted by an existing user on the page of the invitation', async () => {
    const program = await withTerms();
    const { other, admin } = world.people;
    const body = { partnerName: 'Globex', contactEmail: other.email, program };
    const { id } = (await world.post('/v1/invitations', admin, body)).body;
    await world.status(id, 'sent');
    const page = await world.signedIn(other, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel(ticked).check();
    await publish(program, { en: 'Stricter terms.' });
    await press(page, 'Accept');
    expect(await page.locator('[role=alert]').innerText()).toContain('changed in the meantime');
    expect(await page.getByLabel(ticked).isChecked()).toBe(false);
    await page.getByLabel(ticked).check();
    await press(page, 'Accept');
    await world.status(id, 'active');
  });

  it('without any text ask nobody any more', async () => {
    const program = await withTerms();
    const page = await world.signedIn(world.people.admin);
    await world.open(page, `/programs/${program}?tab=terms`);
    await page.getByLabel('English (en)').fill('');
    await press(page, 'Save');
    expect(await main(page)).toContain('The terms are withdrawn');
    await press(page, 'Save');
    expect(await page.locator('[role=alert]').innerText()).toContain('at least one language');
    const { token } = await world.invited({ program });
    const applicant = await world.visitorOf(token);
    await press(applicant, 'Submit Your Application');
    expect(await applicant.locator('.terms').count()).toBe(0);
  });
});
