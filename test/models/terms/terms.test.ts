import { newTerms, termsHash } from '../../../domain/terms/terms';
import { newId } from '../../../domain/ids';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('terms');
const terms = () => database.stores.terms;
const acceptances = () => database.stores.termsAcceptances;

const published = (text: string) => ({
  ...{ accountId: newId('acc'), program: 'gold', publishedBy: 'usr_1' },
  ...{ texts: { en: text }, url: null },
});

describe('versions of terms', () => {
  it('are numbered from 1, each with the hash of its words', async () => {
    const first = published('One');
    const made = [await terms().publish(first), await terms().publish({ ...first, texts: { en: 'Two' } })];
    expect(made.map(({ version, isNew }) => [version.version, isNew])).toEqual([
      [1, true],
      [2, true],
    ]);
    for (const { version } of made) expect(version.hash).toBe(termsHash(version));
    expect(made[0]!.version.hash).not.toBe(made[1]!.version.hash);
    const listed = await terms().list(first.accountId, 'gold');
    expect(listed.map(({ version }) => version)).toEqual([2, 1]);
    expect(listed.every((one) => !('texts' in one))).toBe(true);
  });

  it('are not made for the same words', async () => {
    const one = published('One');
    await terms().publish(one);
    expect(await terms().publish(one)).toMatchObject({ isNew: false, version: { version: 1 } });
    expect(await terms().publish({ ...one, url: 'https://acme.example' })).toMatchObject({
      isNew: true,
      version: { version: 2 },
    });
  });

  it('that are published at once all count, each under a number of its own', async () => {
    const one = published('0');
    const texts = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(texts.map((text) => terms().publish({ ...one, texts: { en: text } })));
    const found = await Promise.all([1, 2, 3, 4, 5].map((n) => terms().find(one.accountId, 'gold', n)));
    expect(found.map((doc) => doc?.texts['en']).sort()).toEqual(texts);
    expect((await terms().current(one.accountId, 'gold'))?.version).toBe(5);
  });

  it('are withdrawn by a version that asks nobody, and come back as a new one', async () => {
    const one = published('One');
    expect(await terms().withdraw(one)).toBeUndefined();
    await terms().publish(one);
    expect(await terms().withdraw(one)).toMatchObject({ version: 2, withdrawn: true, texts: {} });
    expect(await terms().current(one.accountId, 'gold')).toBeUndefined();
    expect(await terms().withdraw(one)).toBeUndefined();
    expect((await terms().find(one.accountId, 'gold', 1))?.texts).toEqual({ en: 'One' });
    expect(await terms().publish(one)).toMatchObject({ isNew: true, version: { version: 3 } });
  });
});

describe('what is published', () => {
  it('has its languages in their usual spelling', () => {
    expect(newTerms.parse({ texts: { 'DE-at': 'Servus' } })).toEqual({
      texts: { 'de-AT': 'Servus' },
      url: null,
    });
  });

  it.each([
    { texts: {} },
    { texts: { en: '' } },
    { texts: { en: '   ' } },
    { texts: { en: 'x'.repeat(50_001) } },
    { texts: { 'not a tag': 'x' } },
    { texts: { en: 'turned \u202e around' } },
    { texts: { en: 'x' }, url: 'http://acme.example' },
    { texts: { en: 'x' }, url: 'javascript:alert(1)' },
    {
      texts: Object.fromEntries(
        Array.from({ length: 21 }, (_, n) => [`e${String.fromCharCode(97 + n)}`, 'x']),
      ),
    },
  ])('is none of %j', (wrong) => {
    expect(newTerms.safeParse(wrong).success).toBe(false);
  });
});

describe('acceptances', () => {
  const accepted = (changes: object = {}) => ({
    ...{ accountId: newId('acc'), program: 'gold', version: 1, hash: 'h', locale: 'en' },
    ...{ invitationId: newId('inv'), userId: null, ip: '192.0.2.1', source: 'application' as const },
    ...changes,
  });

  it('are kept once for an application and version, the first one', async () => {
    const one = accepted();
    await Promise.all([1, 2, 3].map(() => acceptances().keep(one)));
    await acceptances().keep({ ...one, ip: '192.0.2.2' });
    const { items } = await acceptances().list({ ...one, limit: 10 });
    expect(items.map(({ ip }) => ip)).toEqual(['192.0.2.1']);
    expect(await acceptances().isOfInvitation(one.invitationId, 1)).toBe(true);
    expect(await acceptances().isOfInvitation(one.invitationId, 2)).toBe(false);
  });

  it('of an application count for the user that it made, and for nobody else', async () => {
    const one = accepted();
    await acceptances().keep(one);
    expect(await acceptances().isOfUser(one, 'usr_1', [one.invitationId])).toBe(true);
    expect(await acceptances().isOfUser(one, 'usr_1', [])).toBe(false);
    const signedIn = accepted({ source: 'sign-in', userId: 'usr_2', invitationId: one.invitationId });
    await acceptances().keep({ ...signedIn, accountId: one.accountId });
    expect(await acceptances().isOfUser(one, 'usr_2', [])).toBe(true);
    const newer = { ...one, version: 2 };
    expect(await acceptances().isOfUser(newer, 'usr_2', [one.invitationId])).toBe(false);
    // What a colleague accepted while signed in is no application.
    const other = accepted({ source: 'sign-in', userId: 'usr_2' });
    await acceptances().keep(other);
    expect(await acceptances().isOfUser(other, 'usr_1', [other.invitationId])).toBe(false);
  });

  it('stay after erasure, without the address from which they came', async () => {
    const one = accepted();
    const colleague = { ...one, source: 'sign-in' as const, userId: 'usr_3' };
    await acceptances().keep(one);
    await acceptances().keep(colleague);
    await acceptances().eraseOfInvitation(one.invitationId, new Date());
    const found = async () => (await acceptances().list({ ...one, sort: 'acceptedAt', limit: 10 })).items;
    expect((await found()).map(({ ip, erasedAt, hash }) => [ip, erasedAt !== null, hash])).toEqual([
      [null, true, 'h'],
      ['192.0.2.1', false, 'h'],
    ]);
    await acceptances().eraseOfUser(one.accountId, 'usr_3', new Date());
    expect((await found()).map(({ ip }) => ip)).toEqual([null, null]);
    expect(await acceptances().isOfUser(one, 'usr_3', [])).toBe(true);
  });
});
