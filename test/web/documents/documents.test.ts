import type { Page } from 'playwright-core';
import { accessibilityProblems, describeInBrowser, NARROW, overflow, shoot } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';
import { FakeScanner, pdf, png } from '../../support/files';

const SUBMIT = 'Submit Your Application';
const CV = { name: 'cv <b>.pdf', mimeType: 'application/pdf', buffer: pdf('cv') };
const OTHER = { name: 'newer.pdf', mimeType: 'application/pdf', buffer: pdf('newer') };
const PICTURE = { name: 'holiday.png', mimeType: 'image/png', buffer: png() };

describeInBrowser('files as answers', () => {
  const scanner = new FakeScanner();
  const world = new SignedInWorld();
  world.storeOptions = { scanner };
  const admin = () => world.people.admin;

  beforeAll(async () => {
    await world.startPages();
    const file = (key: string, label: string, filledBy: string, more = {}) => ({
      ...{ key, label, filledBy, type: 'document', accept: ['pdf'], ...more },
    });
    const customFields = [
      file('cv', 'Your CV', 'invitee', { required: true, help: 'The newest one.' }),
      file('extra', 'More', 'invitee'),
      { key: 'vat', label: 'VAT number', type: 'text', required: true, filledBy: 'invitee' },
      file('contract', 'Contract', 'inviter', { required: true }),
      file('audit', 'Audit', 'reviewer'),
    ];
    const body = { name: 'Papers', autoOnboarding: false, customFields };
    expect((await world.call('PUT', '/v1/programs/papers', { as: admin(), body })).status).toBe(200);
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();
  const choose = (page: Page, label: string, file: typeof CV) => page.getByLabel(label).setInputFiles(file);
  const alerts = (page: Page) => page.locator('[role=alert]').innerText();

  async function invited(locale = 'en') {
    const { id } = await world.stores.documents
      .add({
        ...{ accountId: admin().accountId, program: 'papers', field: 'contract', invitationId: undefined },
        ...{ uploadedBy: { kind: 'user', id: admin().userId }, name: 'contract.pdf', type: 'pdf' },
        content: pdf(`contract ${Math.random()}`),
      })
      .then((doc) => ({ id: doc?._id }));
    return world.invited({ program: 'papers', customFields: { contract: id }, locale });
  }

  async function application(token: string, options = {}): Promise<Page> {
    const page = await world.visitorOf(token, options);
    await page.goto(`${world.pagesUrl}/invitation/application`);
    return page;
  }

  it('are handed in without JavaScript, are not lost when the form is wrong, and are read by the approver', async () => {
    const { id, token } = await invited();
    const page = await application(token);
    expect(await main(page)).toContain('The newest one. PDF. Up to 10 MB.');
    await shoot(page, 'documents-application');
    await page.getByLabel('Contact Last Name').fill('Gibbons');
    await choose(page, 'Your CV', CV);
    // The browser would ask for it.
    await page.getByLabel('VAT number').fill(' ');
    await press(page, SUBMIT);
    expect(await alerts(page)).toContain('VAT number');
    expect(await main(page)).toContain('Uploaded: cv _b_.pdf');
    await shoot(page, 'documents-again');
    await page.getByLabel('VAT number').fill('DE1');
    await choose(page, 'More', PICTURE);
    await press(page, SUBMIT);
    expect(await alerts(page)).toContain('The file must be one of: PDF.');
    expect(await main(page)).toContain('Uploaded: cv _b_.pdf');
    await choose(page, 'Your CV', OTHER);
    await press(page, SUBMIT);
    expect(await main(page)).toContain('We have your application');
    await world.status(id, 'pending_approval');

    const decider = await world.signedIn(world.people.approver);
    await world.open(decider, `/invitations/${id}`);
    expect(await main(decider)).toMatch(/Your CV\s+newer\.pdf/);
    await shoot(decider, 'documents-detail');
    const download = decider.waitForEvent('download');
    await decider.getByRole('link', { name: 'newer.pdf' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('newer.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of await saved.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).toEqual(OTHER.buffer);
  });

  it('are asked for in the language of the invitee', async () => {
    const { token } = await invited('de');
    const page = await application(token);
    expect(await main(page)).toContain('Bis zu 10 MB.');
    await page.getByLabel('Contact', { exact: false }).count();
    await page.locator('[name="contact.contactLastName"]').fill('Gibbons');
    await page.getByLabel('VAT number').fill('DE1');
    await choose(page, 'Your CV', PICTURE);
    await page.locator('main button.primary').click();
    expect(await alerts(page)).toContain('Erlaubt sind: PDF.');
  });

  it('can be taken away where they need not be there', async () => {
    const { id, token } = await invited();
    const page = await application(token);
    await choose(page, 'Your CV', CV);
    await choose(page, 'More', OTHER);
    await page.getByLabel('VAT number').fill(' ');
    await page.getByLabel('Contact Last Name').fill('Gibbons');
    await press(page, SUBMIT);
    expect(await page.getByLabel('Remove this file').count()).toBe(1);
    await page.getByLabel('Remove this file').check();
    await page.getByLabel('VAT number').fill('DE1');
    await press(page, SUBMIT);
    await world.status(id, 'pending_approval');
    expect(Object.keys((await world.stores.invitations.findById(id))?.customFields ?? {}).sort()).toEqual([
      'contract',
      'cv',
      'vat',
    ]);
  });

  it('are chosen in the wizard, travel through its steps, and go with the invitation', async () => {
    const page = await world.signedIn(admin());
    await world.open(page, '/invitations/new');
    await page.getByLabel('Program').selectOption('papers');
    await press(page, 'Change program');
    await page.getByLabel('Partner Name').fill('Initech');
    await page.getByLabel('Contact Email').fill('wizard@documents.example');
    await choose(page, 'Contract', PICTURE);
    await press(page, 'Next');
    expect(await alerts(page)).toContain('The file must be one of: PDF.');
    await choose(page, 'Contract', CV);
    await press(page, 'Next');
    await press(page, 'Back');
    expect(await main(page)).toContain('Uploaded: cv _b_.pdf');
    await shoot(page, 'documents-wizard');
    await press(page, 'Next');
    await press(page, 'Next');
    await press(page, 'Send');
    await page.getByText('The invitation has been successfully sent.').waitFor();
    const stored = await world.stores.invitations.findLive(admin().accountId, 'wizard@documents.example');
    const [file] = await world.stores.documents.ofInvitation(stored?._id ?? '');
    expect(stored?.customFields).toEqual({ contract: file?._id });
  });

  it('are added by whoever edits, and what a scanner found is told', async () => {
    const { id } = await invited();
    const page = await world.signedIn(admin());
    await world.open(page, `/invitations/${id}/edit`);
    await choose(page, 'Audit', CV);
    await press(page, 'Save');
    expect(await main(page)).toMatch(/Audit\s+cv _b_\.pdf/);
    scanner.verdict = 'infected';
    await world.open(page, `/invitations/${id}/edit`);
    await choose(page, 'Audit', OTHER);
    await press(page, 'Save');
    expect(await alerts(page)).toContain('The file holds malware and was deleted.');
    scanner.verdict = 'clean';
    await world.open(page, `/invitations/${id}`);
    expect(await main(page)).toContain('An uploaded file held malware and was deleted');
  });

  it('have pages that everybody can use, wide and narrow', async () => {
    const { token } = await invited();
    for (const options of [WITH_SCRIPTS, { ...NARROW, javaScriptEnabled: true }]) {
      const page = await application(token, options);
      await choose(page, 'Your CV', CV);
      await page.getByLabel('VAT number').fill(' ');
      await page.getByLabel('Contact Last Name').fill('Gibbons');
      await press(page, SUBMIT);
      expect(await main(page)).toContain('Uploaded:');
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await shoot(page, `documents-kept-${options === WITH_SCRIPTS ? 'wide' : 'narrow'}`);
    }
  });

  it('are read by nobody without the token of the form', async () => {
    const { id, token } = await invited();
    const body = new FormData();
    body.set('_csrf', 'forged');
    body.set('file.customFields.cv', new Blob([new Uint8Array(CV.buffer)]), 'cv.pdf');
    const response = await fetch(`${world.pagesUrl}/invitation/application`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `usher_invitation=${token}` },
      body,
    });
    expect(response.status).toBe(403);
    const documents = await world.stores.documents.ofInvitation(id);
    expect(documents.map(({ field }) => field)).toEqual(['contract']);
  });
});
