import fc from '../../support/properties';
import { checkCustomFields } from '../../../domain/programs/custom-fields';
import { newApiKey } from '../../../api/api-keys/schema';
import { newAccount, newUser } from '../../../api/users/schema';
import { customField } from '../../../domain/programs/custom-field';
import { newInvitation } from '../../../domain/invitations/invitation-input';
import { programChanges } from '../../../api/programs/schema';
import { application } from '../../../api/public-invitation/schema';
import { newRole } from '../../../api/roles/schema';
import * as scalars from '../../../api/http/schemas/scalars';
import { named, newRecord } from '../../../api/workspaces/schema';
import { wrongWithAddress, parseEmailAddress } from '../../../domain/email-address';

/** Texts that show nothing, each of another kind. */
const UNSEEN = {
  'zero-width space': '\u200b',
  'zero-width joiner': '\u200d\u200c',
  'no-break space': '\u00a0',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'soft hyphen': '\u00ad',
  'Hangul filler': '\u3164',
  'Hangul choseong filler': '\u115f\u1160',
  'half-width Hangul filler': '\uffa0',
  'braille blank': '\u2800',
  'Khmer inherent vowel': '\u17b4',
  'Mongolian separator': '\u180e',
  'variation selector': '\ufe0f',
  'tag characters': '\u{e0041}\u{e0042}',
  'a combining mark alone': '\u0301',
  'combining grapheme joiner': '\u034f',
  'private use': '\ue000',
  'a code point that is not assigned': '\u{3fffd}\u0378',
  'an object replacement': '\ufffc',
  'a null note head': '\u{1d159}',
  'ideographic space': '\u3000',
  'several of them': ' \u200b\u00a0\u3164\u0301 ',
};

const EMAIL = 'nora@borealis.example';
const NAMES = { firstName: 'Nora', lastName: 'Lind' };

/** Every field of text, filled by what is given. */
const FIELDS: Readonly<Record<string, (text: string) => { readonly success: boolean }>> = {
  partnerName: (text) => newInvitation.safeParse({ partnerName: text, contactEmail: EMAIL }),
  contactFirstName: (text) =>
    newInvitation.safeParse({ partnerName: 'a', contactEmail: EMAIL, contactFirstName: text }),
  industry: (text) => newInvitation.safeParse({ partnerName: 'a', contactEmail: EMAIL, industry: text }),
  message: (text) => newInvitation.safeParse({ partnerName: 'a', contactEmail: EMAIL, message: text }),
  'name of an applicant': (text) => application.safeParse({ token: 'x', contact: { contactLastName: text } }),
  'name of an account': (text) =>
    newAccount.safeParse({ name: text, admin: { ...NAMES, email: EMAIL, password: 'long enough' } }),
  'name of a user': (text) =>
    newUser.safeParse({ ...NAMES, firstName: text, email: EMAIL, roleKey: 'viewer' }),
  'name of a role': (text) => newRole.safeParse({ key: 'a', name: text, rank: 1, scopes: [] }),
  'name of an API key': (text) => newApiKey.safeParse({ name: text }),
  'name of a workspace or folder': (text) => named.safeParse({ name: text }),
  'name of a record': (text) => newRecord.safeParse({ name: text }),
  'name of a program': (text) => programChanges.safeParse({ name: text }),
  'name of a module': (text) => programChanges.safeParse({ modules: [{ key: 'a', name: text }] }),
  'sender of a brand': (text) => programChanges.safeParse({ brand: { senderName: text } }),
  'label of a custom field': (text) => customField.safeParse({ key: 'a', label: text, type: 'text' }),
  'help of a custom field': (text) =>
    customField.safeParse({ key: 'a', label: 'a', type: 'text', help: text }),
  'option of a custom field': (text) =>
    customField.safeParse({ key: 'a', label: 'a', type: 'select', options: [{ value: 'a', label: text }] }),
  'a reason or note': (text) => scalars.paragraph().safeParse(text),
  'answer to a custom field': (text) => answered('text', text),
  'long answer to a custom field': (text) => answered('textarea', text),
};

function answered(type: 'text' | 'textarea', text: string): { readonly success: boolean } {
  const field = { key: 'a', label: 'a', type, required: true, filledBy: 'invitee' } as const;
  const { errors } = checkCustomFields([field], { a: text }, { mayFill: ['invitee'], mustFill: 'invitee' });
  return { success: errors.length === 0 };
}

/** A paragraph may be empty: most of them are optional. */
const MAY_BE_EMPTY = ['message', 'help of a custom field', 'a reason or note'];

describe.each(Object.entries(FIELDS))('the %s', (name, parse) => {
  it.each(Object.entries(UNSEEN))('is refused when all it holds is %s', (_kind, text) => {
    const isEmpty = text.trim() === '';
    expect(parse(text).success).toBe(isEmpty && MAY_BE_EMPTY.includes(name));
  });

  it.each(['a', '東京', 'a\u200b', '?', '5', 'é', 'e\u0301', '👩‍💻', 'می‌خواهم', '+'])('may be %p', (text) => {
    expect(parse(text).success).toBe(true);
  });
});

describe('an address', () => {
  it.each([
    ['ｐeter@initech.example', /SMTPUTF8/],
    ['ﬁ@initech.example', /SMTPUTF8/],
    ['müller@initech.example', /SMTPUTF8/],
    ['peter@ini\u200btech.example', /invisible/],
    ['peter@ini\u00adtech.example', /invisible/],
    ['peter@initech\u3164.example', /invisible/],
    ['pe\u2060ter@initech.example', /invisible/],
    ['peter@ini tech.example', /blanks/],
    ['peter@ｉnitech.example', /usual characters/],
    ['peter@initech。example', /usual characters/],
    ['peter@initech．example', /usual characters/],
    ['peter@\u2460.example', /usual characters/],
    ['peter@initech', /domain/],
    ['"peter"@initech.example', /quotes/],
    ['pe..ter@initech.example', /dots/],
    ['peter', /Must be an e-mail address/],
    ['peter@@initech.example', /Must be an e-mail address/],
    [`${'a'.repeat(250)}@b.example`, /254/],
  ])('like %j is refused with its reason', (text, reason) => {
    expect(parseEmailAddress(text)).toBeUndefined();
    expect(wrongWithAddress(text)?.detail).toMatch(reason);
    const { error } = scalars.email.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toEqual([wrongWithAddress(text)?.detail]);
  });

  it('that is taken is the one that mail goes to', () => {
    const pieces = fc.constantFrom(
      'a',
      'B',
      'ü',
      'u\u0308',
      'ß',
      'ｘ',
      'ﬁ',
      '\u200d',
      '.',
      '。',
      '@',
      '＠',
      '-',
      '1',
      'xn--',
      '東',
      'İ',
      'ς',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 8 }),
        fc.array(pieces, { maxLength: 8 }),
        (a, b) => {
          const text = `${a.join('')}@${b.join('')}.example`;
          const address = parseEmailAddress(text);
          if (address === undefined) return;
          expect(address.typed).toBe(text.normalize('NFC'));
          const [local, domain = ''] = address.typed.split('@');
          const [keyLocal, keyDomain] = address.key.split('@');
          expect(keyLocal).toBe(local?.toLowerCase());
          // As a mailer does that knows nothing of compatibility forms.
          expect(new URL(`http://${domain.toLowerCase()}`).hostname).toBe(keyDomain);
          expect(domain).toBe(domain.normalize('NFC'));
          expect(domain.toLowerCase().normalize('NFKC')).toBe(domain.toLowerCase());
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
