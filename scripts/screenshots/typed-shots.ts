import type { Page } from 'playwright-core';
import type { Album } from './album';

/** Pages that only typing and clicking leads to. */
export async function typedShots(album: Album): Promise<void> {
  const page = await album.pageOf('admin');
  await page.setViewportSize({ width: 1440, height: 800 });
  if (album.wants('wizard')) await wizard(album, page);
  if (album.wants('menu')) await menus(album, page);
  if (album.wants('secret')) await secret(album, page);
  if (album.wants('import-running')) await runningImport(album, page);
  if (album.wants('bulk')) await bulk(album, page);
  if (album.wants('bulk')) await bulkDecisions(album);
  if (album.wants('invitation-actions')) await actions(album, page);
  if (album.wants('sign-in-wrong')) await wrongPassword(album);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

async function wizard(album: Album, page: Page): Promise<void> {
  await page.goto(`${album.url}/invitations/new`);
  await page.getByLabel('Partner Name').fill('Pied Piper');
  await page.getByLabel('Contact Email').fill('griphook@gringotts.example');
  await page.getByText('Already invited').waitFor();
  await album.take(page, 'wizard-live-check');
  await page.getByLabel('Phone Number').fill('call me');
  await press(page, 'Next');
  await album.take(page, 'wizard-errors');
  await page.getByLabel('Phone Number').fill('+49 30 901820');
  await page.getByLabel('Contact Email').fill('richard@piedpiper.example');
  await press(page, 'Next');
  await page.getByLabel('Certificates').check();
  await page.getByText('1 folder with').waitFor();
  await album.take(page, 'wizard-share');
  await press(page, 'Next');
  await page.getByLabel('Message').fill('We would love to work with you.\nSee you at the fair!');
  await page.getByLabel('Expires after').selectOption('custom');
  await page.getByLabel('Custom').first().fill('soon');
  await press(page, 'Send');
  await album.take(page, 'wizard-set-up-errors');
  await page.getByLabel('Custom').first().fill('45 days');
  await page.frameLocator('iframe').getByText('See you at the fair!').waitFor();
  await press(page, 'Send');
  await album.take(page, 'wizard-sent');
}

async function menus(album: Album, page: Page): Promise<void> {
  await page.goto(`${album.url}/partner-explorer?tab=invited`);
  await page.locator('summary', { hasText: 'Invite Partners' }).click();
  await album.take(page, 'menu-invite');
  await page.locator('.who summary').click();
  await album.take(page, 'menu-who');
}

async function secret(album: Album, page: Page): Promise<void> {
  await page.goto(`${album.url}/api-keys/new`);
  await page.getByLabel('Name').fill('Reports');
  await press(page, 'Make the key');
  await album.take(page, 'secret-key');
}

async function runningImport(album: Album, page: Page): Promise<void> {
  const rows = Array.from({ length: 400 }, (_, at) => `Partner ${at},partner${at}@many.example`);
  await page.goto(`${album.url}/imports`);
  await page.getByText('Paste the rows instead').click();
  await page.getByLabel('Rows as text').fill(['partnerName,contactEmail', ...rows].join('\n'));
  await press(page, 'Check the file');
  await album.take(page, 'import-checked');
  await press(page, 'Invite 400 valid rows');
  await page.getByText('Waiting').first().waitFor();
  await album.take(page, 'import-running');
  await page.locator('summary', { hasText: 'Cancel the import' }).click();
  await press(page, 'Cancel the import');
  await album.take(page, 'import-cancelled');
}

async function bulk(album: Album, page: Page): Promise<void> {
  await page.goto(`${album.url}/partner-explorer?tab=invited`);
  for (const box of await page.locator('input[name=id]:enabled').all()) await box.check();
  await album.take(page, 'bulk-picked');
  await press(page, 'Revoke');
  await album.take(page, 'bulk-revoke');
}

async function bulkDecisions(album: Album): Promise<void> {
  const page = await album.pageOf('approver');
  await page.goto(`${album.url}/partner-explorer?tab=pending`);
  for (const box of await page.locator('input[name=id]:enabled').all()) await box.check();
  await album.take(page, 'bulk-pending');
  await press(page, 'Reject');
  await page.getByLabel('Reason').fill('We have a partner in your region already.');
  await album.take(page, 'bulk-reject');
}

async function actions(album: Album, page: Page): Promise<void> {
  await page.goto(`${album.url}/partner-explorer?tab=invited`);
  await page.locator('td a.strong').first().click();
  for (const one of await page.locator('details.do').all()) await one.locator('summary').click();
  await album.take(page, 'invitation-actions-open');
}

async function wrongPassword(album: Album): Promise<void> {
  const page = await (await album.context()).newPage();
  await page.goto(`${album.url}/sign-in`);
  await page.getByLabel('E-mail').fill('admin@acme.example');
  await page.getByLabel('Password').fill('wrong');
  await press(page, 'Sign in');
  await album.take(page, 'sign-in-wrong');
}
