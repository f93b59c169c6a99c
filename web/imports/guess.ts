import { SHIPPED_LOCALES } from '../../templates/locales';
import { screenText } from '../../templates/screen-texts';
import { PASSED_OVER } from '../../domain/imports/columns';
import { MEMBERS } from '../invitations/fields';

/** What other systems call it, besides our own labels in every language; letters alone. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  partnerName: [
    'company',
    'organisation',
    'organization',
    'firma',
    'unternehmen',
    'kunde',
    'empresa',
    'cliente',
  ],
  contactFirstName: ['firstname', 'givenname', 'vorname', 'nombre'],
  contactLastName: ['lastname', 'surname', 'familyname', 'nachname', 'familienname', 'apellido', 'apellidos'],
  contactEmail: ['email', 'emailaddress', 'emailadresse', 'mail', 'correo', 'correoelectrónico'],
  phoneNumber: ['phone', 'telephone', 'mobile', 'telefon', 'telefonnummer', 'teléfono', 'móvil'],
  country: ['land', 'staat', 'país'],
  industry: ['industry', 'sector', 'branche'],
  message: ['note', 'notiz', 'nota'],
};

/** Letters alone: `E-Mail-Adresse` and `e mail adresse` are one. */
const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** From so many letters on a name counts at the end of a longer one: `Ansprechpartner Vorname`. */
const LONG = 5;

/**
 * What the columns of somebody else's file probably fill, each thing once; `own` are the labels of questions by what
 * they fill.
 */
export function guessColumns(header: readonly string[], own: ReadonlyMap<string, string>): string[] {
  const known = [
    ...Object.entries(MEMBERS).map(([member, label]): [string, string[]] => [
      member,
      [...SHIPPED_LOCALES.map((locale) => screenText(locale, label)), ...(ALSO[member] ?? [])].map(bare),
    ]),
    ...[...own].map(([value, label]): [string, string[]] => [value, [bare(label)]]),
  ];
  const taken = new Set<string>();
  const find = (name: string, fits: (name: string, called: string) => boolean) =>
    known.find(
      ([value, names]) => !taken.has(value) && names.some((called) => fits(bare(name), called)),
    )?.[0];
  return header.map((name) => {
    const found =
      find(name, (one, called) => one === called) ??
      find(name, (one, called) => called.length >= LONG && one.endsWith(called));
    if (found === undefined) return PASSED_OVER;
    taken.add(found);
    return found;
  });
}
