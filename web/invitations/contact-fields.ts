import { countryChoices } from '../../domain/countries';
import type { Field } from '../kit/forms';

/** What is typed about a customer, by the names of the API. */
export const COMPANY_FIELDS: readonly Field[] = [
  {
    name: 'partnerName',
    label: 'Partner Name',
    required: true,
    help: "The customer's company name",
  },
  {
    name: 'country',
    label: 'Country',
    kind: 'select',
    options: countryChoices('en'),
    blank: 'Please choose',
  },
  { name: 'industry', label: 'Customer Industry' },
];

export const PERSON_FIELDS: readonly Field[] = [
  { name: 'contactFirstName', label: 'Contact First Name' },
  { name: 'contactLastName', label: 'Contact Last Name' },
];

export const PHONE_FIELD: Field = {
  name: 'phoneNumber',
  label: 'Phone Number',
  inputType: 'tel',
  help: 'With country code, for example +49 30 123456',
};

export const EMAIL_FIELD: Field = {
  name: 'contactEmail',
  label: 'Contact Email',
  inputType: 'email',
  required: true,
};

export const MESSAGE_FIELD: Field = {
  name: 'message',
  label: 'Message',
  kind: 'textarea',
  rows: 4,
  help: 'A personal note in the e-mail, as plain text.',
};

/** Members of an invitation that are one text each. */
export const TEXT_MEMBERS = [
  'partnerName',
  'country',
  'industry',
  'contactFirstName',
  'contactLastName',
  'contactEmail',
  'phoneNumber',
  'message',
] as const;
