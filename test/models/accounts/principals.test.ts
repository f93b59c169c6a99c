import { newId } from '../../../domain/ids';
import { useDatabase } from '../../support/models/database';

const database = useDatabase('principals');

/** Somebody with a role in two accounts, and somebody else in the second one. */
async function people() {
  const { memberships, users } = database.stores;
  const somebody = async () => {
    const made = await users.create({ email: `${newId('usr')}@principals.example` });
    if (!made.ok) throw new Error('taken');
    return made.user;
  };
  const [user, other] = [await somebody(), await somebody()];
  const [accountId, otherAccountId] = [newId('acc'), newId('acc')];
  await memberships.add({ accountId, userId: user._id, roleKey: 'approver' });
  await memberships.add({ accountId: otherAccountId, userId: user._id, roleKey: 'operator' });
  await memberships.add({ accountId: otherAccountId, userId: other._id, roleKey: 'account_admin' });
  return { user, other, accountId, otherAccountId };
}

test('a session stands for its user and their membership of its account', async () => {
  const { principals, sessions } = database.stores;
  const { user, accountId } = await people();
  const { token, session } = await sessions.create({ userId: user._id, accountId });
  const found = await principals.ofSession(token);
  expect(found?.credential).toEqual(session);
  expect(found?.user).toEqual(user);
  expect(found?.membership).toMatchObject({ accountId, userId: user._id, roleKey: 'approver' });
  expect(await principals.ofSession(`${token}x`)).toBeUndefined();
  const ended = await sessions.create({ userId: user._id, accountId, lifeMs: 0 });
  expect(await principals.ofSession(ended.token)).toBeUndefined();
});

test('a key stands for its user and their membership of its account', async () => {
  const { apiKeys, principals } = database.stores;
  const { user, otherAccountId: accountId } = await people();
  const { key, apiKey } = await apiKeys.create({ accountId, userId: user._id, name: 'CI' });
  const found = await principals.ofApiKey(key);
  expect(found?.credential).toEqual(apiKey);
  expect([found?.user?._id, found?.membership?.roleKey]).toEqual([user._id, 'operator']);
});

test('user and membership are what is stored now', async () => {
  const { memberships, principals, sessions, users } = database.stores;
  const { user, accountId } = await people();
  const { token } = await sessions.create({ userId: user._id, accountId });
  await users.update(user._id, { status: 'disabled' });
  await memberships.setRole(accountId, user._id, 'operator');
  const changed = await principals.ofSession(token);
  expect([changed?.user?.status, changed?.membership?.roleKey]).toEqual(['disabled', 'operator']);
  await memberships.remove(accountId, user._id);
  expect((await principals.ofSession(token))?.membership).toBeUndefined();
});

test('a session of nobody, or in an account that the user is not in, has no membership', async () => {
  const { principals, sessions } = database.stores;
  const { other, accountId } = await people();
  const { token } = await sessions.create({ userId: other._id, accountId });
  expect(await principals.ofSession(token)).toMatchObject({ user: other, membership: undefined });
  const nobody = await sessions.create({ userId: newId('usr'), accountId });
  expect(await principals.ofSession(nobody.token)).toMatchObject({ user: undefined, membership: undefined });
});
