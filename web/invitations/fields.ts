import { countryChoices } from '../../domain/countries';
import { select, text, textarea } from '../kit/codec';
import { words } from '../kit/format';
import { reader, t } from '../kit/reader';

/** What is typed about a customer, by the names of the API. */
export const COMPANY = {
  partnerName: text('Partner Name', { help: "The customer's company name" }),
  country: select('Country', { options: () => countryChoices(reader().locale), blank: 'Please choose' }),
  industry: text('Customer Industry'),
};

export const PERSON = {
  contactFirstName: text('Contact First Name'),
  contactLastName: text('Contact Last Name'),
};

export const PHONE = {
  phoneNumber: text('Phone Number', {
    inputType: 'tel',
    help: 'With country code, for example +49 30 123456',
  }),
};

export const MESSAGE = {
  message: textarea('Message', { rows: 4, help: 'A personal note in the e-mail, as plain text.' }),
};

/** What a member of an invitation is called wherever it is shown. */
export const MEMBERS: Readonly<Record<string, string>> = {
  partnerName: 'Partner Name',
  contactFirstName: 'Contact First Name',
  contactLastName: 'Contact Last Name',
  contactEmail: 'Contact Email',
  phoneNumber: 'Phone Number',
  country: 'Country',
  industry: 'Customer Industry',
  message: 'Message',
  customFields: 'Answers',
  program: 'Program',
  roleKey: 'Role',
  initialModule: 'Initial module',
  locale: 'Language',
  expiresIn: 'Expires after',
  reminders: 'Reminders',
};

/** The same in the reader's language. */
export const memberLabel = (member: string): string => t(MEMBERS[member] ?? words(member));
