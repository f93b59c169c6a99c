import { INVITATION_SORT_FIELDS, invitationModel } from '../../../models';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('list_indexes');

/** Sort fields whose column has another name. */
const COLUMNS: Readonly<Record<string, string>> = {
  partnerName: 'partnerNameKey',
  contactName: 'contactNameKey',
  contactEmail: 'emailKey',
};

type Keys = readonly (readonly [string, unknown])[];

const declared = (): Keys[] =>
  invitationModel(database.connection)
    .schema.indexes()
    .map(([keys]) => Object.entries(keys));

/** The index begins with the members that are compared for equality and goes on in the order of the list. */
function serves(keys: Keys, equal: readonly string[], column: string): boolean {
  const names = keys.map(([name]) => name);
  const [sorted, id] = keys.slice(equal.length);
  const sameDirection = sorted?.[1] === id?.[1];
  return (
    equal.every((name) => names.slice(0, equal.length).includes(name)) &&
    sorted?.[0] === column &&
    id?.[0] === '_id' &&
    sameDirection
  );
}

const isServed = (equal: readonly string[], column: string) =>
  declared().some((keys) => serves(keys, equal, column));

test.each(INVITATION_SORT_FIELDS)(
  'reads the account’s invitations by %s in the order of an index',
  (field) => {
    expect(isServed(['accountId'], COLUMNS[field] ?? field)).toBe(true);
  },
);

test.each(INVITATION_SORT_FIELDS)('knows the status of a row by %s before it reads the row', (field) => {
  const column = COLUMNS[field] ?? field;
  const fit = declared().filter((keys) => serves(keys, ['accountId'], column));
  const alone = ['accountId', 'status'];
  const knows = (keys: Keys) => keys.some(([name]) => name === 'status');
  expect(fit.some(knows) || isServed(alone, column)).toBe(true);
});

test.each([
  ['a view or status', ['accountId', 'status']],
  ['a program', ['accountId', 'program']],
  ['an inviter', ['accountId', 'inviterId']],
  ['an account that joined', ['partnerAccountId']],
  ['an address', ['emailKey']],
] as const)('reads what belongs to %s, newest first, in the order of an index', (_what, equal) => {
  expect(isServed(equal, 'createdAt')).toBe(true);
});

test('compares a search with the index of the default order', () => {
  const names = declared().map((keys) => keys.map(([name]) => name).join(' '));
  expect(names).toContain('accountId createdAt _id searchText');
});
