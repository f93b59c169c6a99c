import type { EmailTemplate } from '../workflows/contract';
import type { ProgramBrand } from '../domain/programs/program';
import { digestTexts } from './digest';
import type { EmailData } from './email-data';
import type { EmailOverride } from './check-template';
import type { RenderedEmail } from './render';
import { renderEmail } from './render';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Who seems to send the sample, and where all of its links lead; they hold no token. */
export interface SampleSender {
  readonly inviterName: string;
  readonly inviterAccountName: string;
  readonly link: string;
  readonly brand: ProgramBrand;
}

/** Any e-mail with sample data that fits every template. */
export function renderSample(
  template: EmailTemplate,
  locale: string,
  texts: EmailOverride,
  sender: SampleSender,
): RenderedEmail {
  return renderEmail(template, locale, sampleData(sender, locale), texts);
}

function sampleData(
  { link, ...sender }: SampleSender,
  locale: string,
): EmailData[EmailTemplate] & EmailData['reminder'] & EmailData['digest'] & EmailData['api-key-expires'] {
  return {
    ...sender,
    partnerName: 'Sample Partner Ltd',
    contactFirstName: 'Sam',
    contactLastName: 'Sample',
    keyName: 'Sample key',
    keyPrefix: 'usher_sample',
    message: 'We would like to work with you.',
    ...digestTexts([{ template: 'expired-notice', count: 1, partnerNames: ['Sample Partner Ltd'] }], locale),
    ...{ reason: 'A reason that somebody gave.', needsPassword: true, needsHigherRank: false },
    expiresOn: new Date(Date.now() + 14 * DAY_MS).toISOString(),
    link,
    declineLink: link,
    unsubscribeLink: link,
    notificationsLink: link,
  };
}
