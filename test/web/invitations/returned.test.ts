import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

const QUESTION = 'Please add your tax ID.\nWithout it we cannot <b>go on</b>.';

describeInBrowser('an application that needs more', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    const fields = [{ key: 'tax_id', label: 'Tax ID', type: 'text', filledBy: 'invitee' }];
    const body = { autoOnboarding: false, customFields: fields };
    await world.call('PUT', '/v1/programs/asking', { as: world.people.admin, body });
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();

  async function returned(locale?: string) {
    const invited = await world.invited({ program: 'asking', ...(locale && { locale }) });
    const { token } = invited;
    await world.post('/v1/public/invitation/accept', undefined, { token, customFields: { tax_id: 'later' } });
    await world.status(invited.id, 'pending_approval');
    const page = await world.signedIn(world.people.approver);
    await world.open(page, `/invitations/${invited.id}`);
    await page.locator('summary', { hasText: 'Ask for more' }).click();
    await page.getByLabel('What you ask for').fill(QUESTION);
    await press(page, 'Send to the applicant');
    await world.status(invited.id, 'returned');
    return { ...invited, page };
  }

  it('goes back to the applicant, who completes it, and comes back for approval', async () => {
    const { id, token, page } = await returned();
    await world.open(page, `/invitations/${id}`);
    expect(await main(page)).toContain('The applicant was asked for more');
    expect(await main(page)).toContain(QUESTION.split('\n')[0]);
    await shoot(page, 'returned-detail');

    const reader = await world.visitorOf(token, WITH_SCRIPTS);
    expect(await accessibilityProblems(reader)).toEqual([]);
    const applicant = await world.visitorOf(token);
    expect(await applicant.locator('h1').innerText()).toBe(
      'Acme has a question about the application of Initech',
    );
    expect(await applicant.locator('blockquote').innerText()).toBe(QUESTION);
    await shoot(applicant, 'returned-landing');
    await press(applicant, 'Complete Your Application');
    expect(await applicant.locator('blockquote').innerText()).toBe(QUESTION);
    expect(await applicant.getByLabel('Tax ID').inputValue()).toBe('later');
    await shoot(applicant, 'returned-application');
    await applicant.getByLabel('Contact Last Name').fill('Gibbons');
    await applicant.getByLabel('Tax ID').fill('DE123');
    await press(applicant, 'Submit Your Application');
    await world.status(id, 'pending_approval');

    await world.open(page, `/invitations/${id}/review`);
    expect(await page.getByLabel('Tax ID').inputValue()).toBe('DE123');
    await press(page, 'Approve');
    await world.status(id, 'active');
  });

  it('says on the page what is missing in an empty question, and asks nobody', async () => {
    const { id, token } = await world.invited({ program: 'asking' });
    await world.post('/v1/public/invitation/accept', undefined, { token });
    await world.status(id, 'pending_approval');
    const page = await world.signedIn(world.people.approver);
    await world.open(page, `/invitations/${id}`);
    await page.locator('summary', { hasText: 'Ask for more' }).click();
    // The browser takes blanks for something.
    await page.getByLabel('What you ask for').fill('   ');
    await press(page, 'Send to the applicant');
    expect(await page.locator('[role=alert]').allInnerTexts()).not.toEqual([]);
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body.status).toBe(
      'pending_approval',
    );
  });

  it.each(['de', 'es'])('is asked for in the applicant’s language: %s', async (locale) => {
    const { id, token } = await returned(locale);
    const applicant = await world.visitorOf(token, NARROW);
    const heading = { de: 'hat eine Frage zur Bewerbung', es: 'tiene una pregunta' }[locale];
    expect(await applicant.locator('h1').innerText()).toContain(heading);
    expect(await overflow(applicant)).toBe(0);
    await shoot(applicant, `returned-landing-${locale}`);
    await applicant
      .getByRole('link', { name: { de: 'Bewerbung zurückziehen', es: 'Retirar la solicitud' }[locale]! })
      .click();
    await applicant.locator('form button.danger, form button').last().click();
    await world.status(id, 'declined');
  });
});
