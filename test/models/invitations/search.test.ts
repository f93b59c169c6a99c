import { newId } from '../../../domain/ids';
import type { InvitationQuery } from '../../../models';
import { useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('search');

test('finds and sorts names without their accents', async () => {
  const { stores } = database;
  const accountId = newId('acc');
  const names = ['Zeta', 'Ärzte', 'Straßenbau', 'İstanbul Ltd', 'Łódź AG', 'Ørsted', 'Müller', 'Muli'];
  for (const [n, partnerName] of names.entries()) {
    await storedInvitation(stores, accountId, `n${n}@folded.example`, { partnerName });
  }
  const found = async (query: Partial<InvitationQuery>) =>
    (await stores.invitations.list({ accountId, limit: 10, ...query })).items.map(
      ({ partnerName }) => partnerName,
    );
  const searches = [
    ['muller', 'Müller'],
    ['MÜLLER', 'Müller'],
    ['mu\u0308ller', 'Müller'],
    ['strasse', 'Straßenbau'],
    ['STRASSENBAU', 'Straßenbau'],
    ['istanbul', 'İstanbul Ltd'],
    ['İSTANBUL', 'İstanbul Ltd'],
    ['lodz', 'Łódź AG'],
    ['orsted', 'Ørsted'],
  ] as const;
  for (const [search, name] of searches) expect(await found({ search })).toEqual([name]);
  expect(await found({ sort: 'partnerName' })).toEqual([
    'Ärzte',
    'İstanbul Ltd',
    'Łódź AG',
    'Muli',
    'Müller',
    'Ørsted',
    'Straßenbau',
    'Zeta',
  ]);
});
