import { newId } from '../../../domain/ids';
import { hashPassword, verifyPassword } from '../../../domain/security/passwords';
import { passwords } from '../../support/cheap-passwords';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('secrets');

test('hashes a password with a salt of its own and verifies only that one', async () => {
  const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
  expect(first).not.toBe(second);
  expect(first).toMatch(/^scrypt\$16384\$8\$5\$/);
  expect(await verifyPassword('correct horse', first)).toBe(true);
  expect(await verifyPassword('correct  horse', first)).toBe(false);
  expect(await verifyPassword('', first)).toBe(false);
});

describe('at the cost that real passwords have', () => {
  beforeAll(() => (passwords.cost = 'real'));
  afterAll(() => (passwords.cost = 'cheap'));

  test('verifies what another scrypt made, and makes what another one verifies', async () => {
    const { scryptSync } = await import('node:crypto');
    const parameters = { N: 2 ** 14, r: 8, p: 5 };
    const keyOf = (salt: Buffer) => scryptSync('correct horse', salt, 32, parameters).toString('base64url');
    const salt = Buffer.alloc(16, 7);
    const made = `scrypt$16384$8$5$${salt.toString('base64url')}$${keyOf(salt)}`;
    expect(await verifyPassword('correct horse', made)).toBe(true);
    const [, , , , itsSalt = '', itsKey] = (await hashPassword('correct horse')).split('$');
    expect(keyOf(Buffer.from(itsSalt, 'base64url'))).toBe(itsKey);
  });
});

test('reads the parameters from the hash, so that older hashes go on working', async () => {
  const { scryptSync } = await import('node:crypto');
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync('old', salt, 32, { N: 1024, r: 8, p: 1 });
  const hash = `scrypt$1024$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
  expect(await verifyPassword('old', hash)).toBe(true);
});

test.each([null, undefined, '', 'plain', 'scrypt$1$1$1$x$y'])(
  'verifies nothing against %j and still does the work',
  async (hash) => {
    expect(await verifyPassword('', hash)).toBe(false);
    expect(await verifyPassword('anything', hash)).toBe(false);
  },
);

test('signs in by the normalised address; unknown, disabled and wrong are all the same no', async () => {
  const { users } = database.stores;
  const passwordHash = await hashPassword('pass-phrase');
  const made = await users.create({ email: 'Milton@Initech.example', passwordHash });
  const id = made.ok ? made.user._id : '';
  expect((await users.authenticate(' milton@INITECH.example', 'pass-phrase'))?._id).toBe(id);
  expect(await users.authenticate('milton@initech.example', 'wrong')).toBeUndefined();
  expect(await users.authenticate('nobody@initech.example', 'pass-phrase')).toBeUndefined();
  expect(await users.authenticate('not an address', 'pass-phrase')).toBeUndefined();
  await users.update(id, { status: 'disabled' });
  expect(await users.authenticate('milton@initech.example', 'pass-phrase')).toBeUndefined();
});

test('sets a password once per version', async () => {
  const { users } = database.stores;
  const made = await users.create({ email: 'once@initech.example' });
  const id = made.ok ? made.user._id : '';
  const results = await Promise.all(['a', 'b', 'c'].map((hash) => users.setPassword(id, 1, hash)));
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await users.raisePasswordVersion(id)).toBe(3);
  expect(await users.setPassword(id, 2, 'd')).toBe(false);
});

test('makes one user of twenty racing ones with the same address', async () => {
  const { users } = database.stores;
  const results = await Promise.all(
    Array.from({ length: 20 }, () => users.create({ email: 'Samir@initech.example' })),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test('knows API keys by hash until they are revoked or expire', async () => {
  const { apiKeys, principals } = database.stores;
  const [accountId, userId] = [newId('acc'), newId('usr')];
  const { key, apiKey } = await apiKeys.create({ accountId, userId, name: 'CI', scopes: ['stats:read'] });
  expect(key).toMatch(/^usher_[A-Za-z0-9_-]{43}$/);
  expect(JSON.stringify(apiKey)).not.toContain(key);
  expect(key.startsWith(apiKey.prefix)).toBe(true);
  expect(await principals.ofApiKey(key)).toEqual({
    credential: apiKey,
    user: undefined,
    membership: undefined,
  });
  expect(await principals.ofApiKey(`${key}x`)).toBeUndefined();
  expect(await apiKeys.revoke(newId('acc'), apiKey._id)).toBe(false);
  expect(await apiKeys.revoke(accountId, apiKey._id)).toBe(true);
  expect(await principals.ofApiKey(key)).toBeUndefined();
  const old = await apiKeys.create({ accountId, userId, name: 'old', expiresAt: new Date(0) });
  expect(await principals.ofApiKey(old.key)).toBeUndefined();
  expect(await apiKeys.list(accountId)).toHaveLength(2);
  expect((await apiKeys.list(accountId))[0]?.scopes).toBeNull();
});

test('ends sessions by sign-out, by time and for all of a user', async () => {
  const { sessions } = database.stores;
  const who = { userId: newId('usr'), accountId: newId('acc') };
  const [a, b, c] = await Promise.all([
    sessions.create(who),
    sessions.create(who),
    sessions.create({ ...who, lifeMs: -1 }),
  ]);
  expect(await sessions.find(a.token)).toEqual(a.session);
  expect(a.session._id).not.toBe(a.token);
  expect(await sessions.find(c.token)).toBeUndefined();
  await sessions.remove(a.token);
  expect(await sessions.find(a.token)).toBeUndefined();
  await sessions.removeOfUser(who.userId);
  expect(await sessions.find(b.token)).toBeUndefined();
});

test('counts e-mails exactly under races and gives back what was not used', async () => {
  const { emailCounters } = database.stores;
  const limits = { dailyEmailsPerAccount: 7, dailyEmailsPerRecipient: 2 };
  const accountId = newId('acc');
  const emailKey = 'often@initech.example';
  const same = await Promise.all(
    Array.from({ length: 10 }, () => emailCounters.take({ accountId, emailKey }, limits)),
  );
  expect(same.filter((answer) => answer === 'ok')).toHaveLength(2);
  expect(same.filter((answer) => answer === 'recipient')).toHaveLength(8);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      emailCounters.take({ accountId, emailKey: `n${n}@initech.example` }, limits),
    ),
  );
  expect(many.filter((answer) => answer === 'ok')).toHaveLength(5);
  // Whom the full account could not be let mail has lost nothing.
  const raised = { dailyEmailsPerAccount: 100, dailyEmailsPerRecipient: 1 };
  const left = many.flatMap((answer, n) => (answer === 'ok' ? [] : [`n${n}@initech.example`]));
  const later = await Promise.all(
    left.map((key) => emailCounters.take({ accountId, emailKey: key }, raised)),
  );
  expect(later).toEqual(Array(15).fill('ok'));
  await Promise.all(left.map((key) => emailCounters.refund({ accountId, emailKey: key })));
  await emailCounters.refund({ accountId, emailKey });
  expect(await emailCounters.take({ accountId, emailKey }, limits)).toBe('ok');
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
  expect(await emailCounters.take({ accountId, emailKey }, limits, tomorrow)).toBe('ok');
  const off = { dailyEmailsPerAccount: 0, dailyEmailsPerRecipient: 0 };
  expect(await emailCounters.take({ accountId, emailKey }, off)).toBe('ok');
  expect(
    await database.connection.collection('email_counters').countDocuments({ _id: /often/ as never }),
  ).toBe(0);
});
