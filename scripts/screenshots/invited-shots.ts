import type { Page } from 'playwright-core';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { type InboxMail, tokenIn, type UsherClient } from '../demo/client';
import type { Album } from './album';
import { APPLY_SLUG } from './places';
import { until, type Crowd, type Hosts } from './crowd';

/** The invitee's side, from the e-mail on, in each language that is shipped. */
export async function invitedShots(album: Album, hosts: Hosts, crowd: Crowd): Promise<void> {
  if (!album.wants('invited-')) return;
  for (const fate of ['revoked', 'declined', 'expired', 'active', 'pending'] as const) {
    const page = await (await album.context()).newPage();
    await page.goto(`${album.url}/invitation?token=${crowd.tokens[fate]}`);
    await album.take(page, `invited-closed-${fate}`);
  }
  const page = await (await album.context()).newPage();
  await page.goto(`${album.url}/invitation?token=v1.nobody.1.forged`);
  await album.take(page, 'invited-unknown');
  for (const locale of SHIPPED_LOCALES) {
    await apply(album, hosts, locale);
    await applyUninvited(album, hosts, locale);
  }
  await chooseFiles(album, hosts);
}

const REGISTER = {
  name: 'trade-register.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
};

/** A form that asks for files, shown again with one that is uploaded. */
async function chooseFiles(album: Album, hosts: Hosts): Promise<void> {
  const page = await formWithFiles(album, hosts);
  await album.take(page, 'invited-files');
  await uploadFiles(page);
  await album.take(page, 'invited-files-again');
}

/** The form of a program that asks for files, as an invitee has it before them. */
export async function formWithFiles(album: Album, { admin, stranger }: Hosts): Promise<Page> {
  const file = { type: 'document', filledBy: 'invitee', accept: ['pdf', 'jpeg'] };
  await admin.put('/v1/programs/papers', {
    name: 'Suppliers',
    customFields: [
      {
        ...file,
        key: 'register',
        label: 'Trade register entry',
        required: true,
        help: 'Not older than a year.',
      },
      { ...file, key: 'certificate', label: 'ISO 9001 certificate' },
    ],
  });
  const { id } = await admin.post<{ id: string }>('/v1/invitations', {
    partnerName: 'Pied Piper',
    contactFirstName: 'Richard',
    contactLastName: 'Hendricks',
    contactEmail: `papers.${Date.now()}@piedpiper.example`,
    program: 'papers',
  });
  const mail = await until(async () => (await stranger.inbox()).find((one) => one.invitationId === id));
  const page = await (await album.context('en')).newPage();
  await openForm(page, `${album.url}/invitation?token=${tokenIn(mail) ?? ''}`);
  return page;
}

/** By the mailed link to the form. */
export async function openForm(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('form[action="/invitation/open"] button').click();
}

/** Hands the form in with a file that is taken and one that is not. */
export async function uploadFiles(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('form').noValidate = true");
  await page.getByLabel('Trade register entry').setInputFiles(REGISTER);
  await page.getByLabel('ISO 9001').setInputFiles({ ...REGISTER, name: 'certificate.exe' });
  await page.locator('form button.primary').click();
}

/** From the public page by the mailed link to the form. */
async function applyUninvited(album: Album, { stranger }: Hosts, locale: string): Promise<void> {
  const page = await (await album.context(locale)).newPage();
  const mail = await askToApply(album, stranger, page, `uninvited.${locale}@piedpiper.example`);
  await album.take(page, `invited-${locale}-uninvited-mailed`);
  await page.goto(`${album.url}/dev/inbox/${encodeURIComponent(mail.id)}/html`);
  await album.take(page, `invited-${locale}-uninvited-mail`);
  await page.goto(applyLinkIn(mail));
  await album.take(page, `invited-${locale}-uninvited-form`);
}

/** Enters an address on the public page; answers the mail with the link to the form. */
export async function askToApply(
  album: Album,
  stranger: UsherClient,
  page: Page,
  email: string,
): Promise<InboxMail> {
  await page.goto(`${album.url}/apply/${APPLY_SLUG}`);
  await page.locator('#email').fill(email);
  await page.waitForTimeout(TYPING_MS);
  await page.locator('button.primary').click();
  return until(async () => (await stranger.inbox()).find(({ to }) => to === email));
}

export const applyLinkIn = ({ links }: InboxMail): string =>
  links.find((link) => link.includes('/apply/')) ?? '';

/** Faster ones are taken for programs. */
const TYPING_MS = 2_500;

async function apply(album: Album, { admin, stranger }: Hosts, locale: string): Promise<void> {
  const { id } = await admin.post<{ id: string }>('/v1/invitations', {
    partnerName: `Pied Piper ${locale.toUpperCase()}`,
    contactFirstName: 'Richard',
    contactLastName: 'Hendricks',
    contactEmail: `richard.${locale}@piedpiper.example`,
    message: 'We met at the fair in May and would love to share our price lists with you.',
    locale,
  });
  const mail = await until(async () => (await stranger.inbox()).find((one) => one.invitationId === id));
  const page = await (await album.context(locale)).newPage();
  await page.goto(`${album.url}/dev/inbox/${encodeURIComponent(mail.id)}/html`);
  await album.take(page, `invited-${locale}-mail`);
  await page.goto(`${album.url}/invitation?token=${tokenIn(mail) ?? ''}`);
  await page.locator('details summary').click();
  await album.take(page, `invited-${locale}-landing`);
  await page.goto(`${album.url}/invitation/decline`);
  await album.take(page, `invited-${locale}-decline`);
  await page.goBack();
  await page.locator('form[action="/invitation/open"] button').click();
  await album.take(page, `invited-${locale}-form`);
  await page.evaluate("document.querySelector('form').noValidate = true");
  await page.locator('input[type=password]').fill('short');
  await page.locator('input[type=tel]').fill('call me');
  await page.locator('form button.primary').click();
  await album.take(page, `invited-${locale}-form-errors`);
  await page.locator('input[type=password]').fill('a long enough password');
  await page.locator('input[type=tel]').fill('+49 30 901820');
  await page.locator('form button.primary').click();
  await album.take(page, `invited-${locale}-applied`);
}
