import { countryChoices } from '../../domain/countries';
import { select, text, textarea } from '../kit/codec';

/** What is typed about a customer, by the names of the API. */
export const COMPANY = {
  partnerName: text('Partner Name', { help: "The customer's company name" }),
  country: select('Country', { options: countryChoices('en'), blank: 'Please choose' }),
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
