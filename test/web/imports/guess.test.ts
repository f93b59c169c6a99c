import { guessColumns } from '../../../web/imports/guess';

const NONE = new Map<string, string>();

it.each([
  [
    ['Firma', 'Ansprechpartner Vorname', 'Nachname', 'E-Mail-Adresse', 'Land', 'Umsatz'],
    ['partnerName', 'contactFirstName', 'contactLastName', 'contactEmail', 'country', '-'],
  ],
  [
    ['Company', 'First name', 'Surname', 'E-mail', 'Phone', ''],
    ['partnerName', 'contactFirstName', 'contactLastName', 'contactEmail', 'phoneNumber', '-'],
  ],
  [
    ['Empresa', 'Nombre', 'Apellidos', 'Correo electrónico', 'País'],
    ['partnerName', 'contactFirstName', 'contactLastName', 'contactEmail', 'country'],
  ],
  // A second one of the same is left to people.
  [
    ['Email', 'E-Mail', '!?', 'constructor'],
    ['contactEmail', '-', '-', '-'],
  ],
])('of the columns %j the fields %j are guessed', (header, fields) => {
  expect(guessColumns(header, NONE)).toEqual(fields);
});

it('knows the questions of programs by their labels', () => {
  const own = new Map([['customFields.size', 'Größe']]);
  expect(guessColumns(['GRÖSSE', 'größe '], own)).toEqual(['-', 'customFields.size']);
});
