import type { Page } from 'playwright-core';
import { fresh } from '../../support/api/importing';
import { accessibilityProblems, describeInBrowser, NARROW, shoot, WIDE } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

describeInBrowser('a file with names of its own', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());

  const upload = async (page: Page, text: string | Buffer) => {
    await world.open(page, '/imports');
    const buffer = Buffer.from(text as string);
    await page.getByLabel('CSV file').setInputFiles({ name: 'partners.csv', mimeType: 'text/csv', buffer });
    await press(page, 'Check the file');
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const main = (page: Page) => page.locator('main').innerText();

  it.each([
    ['wide', WITH_SCRIPTS],
    ['narrow', { ...WITH_SCRIPTS, ...NARROW }],
    ['without JavaScript', WIDE],
  ])('is checked, has its columns named and is invited (%s)', async (view, options) => {
    const page = await world.signedIn(world.people.admin, options);
    const [one, two] = [fresh(), fresh()];
    await upload(
      page,
      `Firma;E-Mail;Notiz\r\nNordwind;${one};x\r\n;;\r\nSüdwind;${two};y\r\nNobody;none;z\r\n`,
    );
    const chosen = (column: string) => page.getByLabel(column).locator('option:checked').innerText();
    expect([await chosen('Firma'), await chosen('E-Mail')]).toEqual(['Partner Name', 'Contact Email']);
    await page.getByLabel('Notiz').selectOption({ label: 'Nothing, pass it over' });
    expect(await main(page)).toContain('Nordwind · Südwind');
    expect(await page.getByRole('button', { name: /^Invite/ }).count()).toBe(0);
    await shoot(page, `import-columns-${view.replaceAll(' ', '-')}`);
    if (view !== 'without JavaScript') expect(await accessibilityProblems(page)).toEqual([]);
    await press(page, 'Check again');
    expect(await main(page)).toContain('1 row without any content was passed over.');
    await shoot(page, `import-checked-${view.replaceAll(' ', '-')}`);
    await press(page, 'Invite 2 valid rows');
    await page.getByRole('heading', { name: 'Completed' }).waitFor({ timeout: 60_000 });
    for (const email of [one, two]) {
      const { accountId } = world.people.admin;
      expect(await world.stores.invitations.findByEmailKey(email, accountId)).toHaveLength(1);
    }
  });

  it('that is not Unicode says how it was read', async () => {
    const page = await world.signedIn(world.people.admin, WIDE);
    await upload(page, Buffer.from(`partnerName,contactEmail\nMüller,${fresh()}`, 'latin1'));
    expect(await main(page)).toContain('read as Western European');
    expect(await main(page)).toContain('Müller');
  });

  it('may be the sample, which has nothing to correct', async () => {
    const page = await world.signedIn(world.people.admin, WIDE);
    await world.open(page, '/imports');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download a sample file' }).click(),
    ]);
    await page.getByLabel('CSV file').setInputFiles(await download.path());
    await press(page, 'Check the file');
    expect(await page.getByRole('button', { name: 'Invite 2 valid rows' }).count()).toBe(1);
  });

  it('is dropped anywhere on the form', async () => {
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/imports');
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['partnerName,contactEmail\\nA,dropped@a.example'], 'a.csv'));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('.drop-zone h2, .drop-zone .form-buttons').dispatchEvent(drop);
    })()`);
    await press(page, 'Check the file');
    expect(await main(page)).toContain('dropped@a.example');
  });

  it('says what is wrong with columns that cannot be, and keeps the check', async () => {
    const page = await world.signedIn(world.people.admin, WIDE);
    await upload(page, `Firma,E-Mail\nA,${fresh()}`);
    await page.getByLabel('Firma').selectOption({ label: 'Contact Email' });
    await page.getByLabel('E-Mail').selectOption({ label: 'Contact Email' });
    await press(page, 'Check again');
    expect(await main(page)).toContain('This column is there twice.');
    expect(await page.getByLabel('E-Mail').inputValue()).toBe('contactEmail');
    await page.getByLabel('Firma').selectOption({ label: 'Partner Name' });
    await press(page, 'Check again');
    expect(await page.getByRole('button', { name: 'Invite 1 valid row' }).count()).toBe(1);
  });
});
