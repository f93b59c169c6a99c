import type { Page } from 'playwright-core';
import { getInvitations } from '../../../api/invitations/list';
import { getPartners } from '../../../api/partners/list';
import { addingTo } from '../../support/api/adding';
import { bodyOf } from '../../support/api/declared-answers';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { HOSTILE, SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('adding to a partner that exists', () => {
  const world = new SignedInWorld();
  const { programs, partner, pending } = addingTo(world);
  beforeAll(async () => {
    await world.startPages();
    await programs();
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();
  const becomes = (page: Page) => page.getByLabel('Becomes');

  it('is chosen by the approver, who sees partners of the same domain first and a new one as the default', async () => {
    const { domain, id: nordwind } = await partner({ partnerName: `Nordwind ${HOSTILE}` });
    await partner({ partnerName: 'Another one' });
    const { id } = await pending(domain);
    const page = await world.signedIn(world.people.approver, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}/review`);
    const options = await becomes(page).locator('option').allInnerTexts();
    expect(options[0]).toBe('New partner with an account of its own');
    expect(options[1]).toMatch(/^Add to .*Nordwind.*\(same e-mail domain\)$/);
    expect(options.join()).toContain('Another one');
    expect(await becomes(page).inputValue()).toBe('new');
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, 'adding-review');
    await becomes(page).selectOption(nordwind);
    await press(page, 'Approve');
    await world.status(id, 'active');
    await world.open(page, `/invitations/${id}`);
    expect(await main(page)).toContain('Added to');
    expect(await main(page)).toContain('Partner user');
    await shoot(page, 'adding-detail');
  });

  it('is chosen by the inviter, from the partner’s page or in the wizard, narrow and without scripts', async () => {
    const { domain, id: nordwind } = await partner({ partnerName: 'Südwind GmbH' });
    const page = await world.signedIn(world.people.admin, NARROW);
    await world.open(page, `/partners/${nordwind}`);
    await page.getByRole('link', { name: 'Invite a further user' }).click();
    expect(await page.getByLabel('Add to').inputValue()).toBe(nordwind);
    expect(await page.getByLabel('Partner Name').inputValue()).toBe('Südwind GmbH');
    expect(await overflow(page)).toBe(0);
    await shoot(page, 'adding-wizard');
    const contactEmail = `tom@${domain}`;
    await page.getByLabel('Contact Email').fill(contactEmail);
    await press(page, 'Next');
    await press(page, 'Next');
    expect(await page.getByLabel('Role of the first user').count()).toBe(0);
    await press(page, 'Send');
    const found = await world.get(`/v1/invitations?search=${contactEmail}`, world.people.admin);
    const { id } = bodyOf(getInvitations, found).items[0]!;
    await world.open(page, `/invitations/${id}`);
    expect(await main(page)).toContain('To be added to');
    expect(await main(page)).toContain('Südwind GmbH');
  });

  it.each([
    ['en', 'you become a user of Südwind GmbH, which works with Acme already'],
    ['de', 'gehören Sie zum Konto von Südwind GmbH'],
    ['es', 'pasa a ser usuario de Südwind GmbH'],
  ])(
    'tells the contact which account they join (%s), and a contact of a new partner nothing',
    async (locale, text) => {
      const { domain, id } = await partner({ partnerName: 'Südwind GmbH' });
      const contactEmail = `tom@${domain}`;
      const { token } = await world.invited({ contactEmail, locale, addToPartnershipId: id });
      const contact = await world.visitorOf(token, NARROW);
      expect(await main(contact)).toContain(text);
      expect(await overflow(contact)).toBe(0);
      await shoot(contact, `adding-landing-${locale}`);
      const other = await world.invited({ locale });
      expect(await main(await world.visitorOf(other.token))).not.toContain('Südwind');
    },
  );

  it('says on the page what became of a partner that takes nobody any more', async () => {
    const { domain, id: nordwind } = await partner();
    const { id } = await pending(domain);
    const page = await world.signedIn(world.people.approver);
    await world.open(page, `/invitations/${id}/review`);
    await world.post(`/v1/partners/${nordwind}/deactivate`, world.people.admin);
    await becomes(page).selectOption(nordwind);
    await press(page, 'Approve');
    expect(await page.locator('[role=alert]').innerText()).toContain(
      'no such partner that people can be added to',
    );
    expect((await world.get(`/v1/invitations/${id}`, world.people.admin)).body.status).toBe(
      'pending_approval',
    );
    await becomes(page).selectOption('new');
    await press(page, 'Approve');
    await world.status(id, 'active');
  });

  it('asks nothing where there is nobody to add to', async () => {
    const { id } = await pending('nobody.example');
    const { admin, approver } = world.people;
    const partners = await world.get('/v1/partners?status=active&limit=100', admin);
    for (const { id: partnershipId } of bodyOf(getPartners, partners).items) {
      await world.post(`/v1/partners/${partnershipId}/deactivate`, admin);
    }
    const inviter = await world.signedIn(admin);
    await world.open(inviter, '/invitations/new');
    expect(await inviter.getByLabel('Add to').count()).toBe(0);
    const page = await world.signedIn(approver);
    await world.open(page, `/invitations/${id}/review`);
    expect(await becomes(page).count()).toBe(0);
    await press(page, 'Approve');
    await world.status(id, 'active');
  });

  it('is a rule of the program', async () => {
    const page = await world.signedIn(world.people.admin);
    await world.open(page, '/programs/reviewed?tab=rules');
    await press(page, 'Add a rule');
    await page.getByLabel('Name of the rule').fill('colleagues');
    await page.getByLabel('Then').selectOption('add');
    await press(page, 'Save');
    expect(await page.locator('main').innerText()).toContain('Must name at least one condition');
    await page.getByLabel('A partner has the same domain').first().selectOption('true');
    await press(page, 'Save');
    const { body } = await world.get('/v1/programs/reviewed', world.people.admin);
    expect(body).toMatchObject({ approvalRules: [{ id: 'colleagues', then: 'add' }] });
  });
});
