import type { ProgramDoc } from '../../models';
import type { EmailData } from '../../templates/email-data';
import { localeChain } from '../../templates/locales';
import type { EmailOverride, RenderedEmail } from '../../templates/render';
import { renderEmail } from '../../templates/render';
import type { EmailTemplate } from '../../workflows/contract';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Who seems to send the sample. */
export interface SampleSender {
  readonly inviterName: string;
  readonly inviterAccountName: string;
  readonly publicUrl: string;
}

/** An e-mail with sample data: the program's brand, its saved texts, and instead of those the ones given. */
export function previewEmail(
  program: ProgramDoc,
  template: EmailTemplate,
  locale: string,
  texts: EmailOverride,
  sender: SampleSender,
): RenderedEmail {
  const saved = localeChain(locale)
    .map((tag) => program.templates[template]?.[tag])
    .find((override) => override !== undefined);
  return renderEmail(template, locale, sampleData(program, sender), { ...saved, ...texts });
}

/** Fits every template. The links lead to the pages, but hold no token. */
function sampleData(
  { brand }: ProgramDoc,
  { inviterName, inviterAccountName, publicUrl }: SampleSender,
): EmailData[EmailTemplate] & EmailData['reminder'] {
  return {
    partnerName: 'Sample Partner Ltd',
    contactFirstName: 'Sam',
    contactLastName: 'Sample',
    inviterName,
    inviterAccountName,
    message: 'We would like to work with you.',
    ...{ reason: 'A reason that somebody gave.', needsPassword: true },
    expiresOn: new Date(Date.now() + 14 * DAY_MS).toISOString(),
    link: `${publicUrl}/invitation`,
    declineLink: `${publicUrl}/invitation`,
    unsubscribeLink: `${publicUrl}/unsubscribe`,
    brand,
  };
}
