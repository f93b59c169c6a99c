import { contentHash, isContentHash } from '../../../domain/invitations/content-hash';
import { addressMark } from '../../../domain/security/address-mark';
import { keyIdOf } from '../../../domain/security/key-ring';
import { createTokens } from '../../../domain/security/tokens';
import { createStores, type Stores } from '../../../models';
import { SECRET, useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const NEW = 'the-secret-that-came-after-it';
const STRANGE = 'a-secret-that-nobody-here-has';
const RING = [NEW, SECRET] as const;
const database = useDatabase('rotation');
const storesWith = (secret: string | typeof RING): Stores => createStores(database.connection, { secret });
const HOOK = {
  accountId: 'acc_r',
  url: 'https://hooks.example/r',
  events: ['invitation.sent' as const],
  createdBy: 'usr_r',
};
const address = 'nora@partner.example';

const sso = {
  issuer: 'https://id.example',
  clientId: 'usher',
  clientSecret: 'secret of the client',
  domains: ['partner.example'],
  enforced: false,
  trustsAddresses: false,
};

/** Everything that is sealed, as whoever has these secrets reads it. */
async function readAll(stores: Stores, made: { hookId: string; applyId: string; privacyId: string }) {
  const hook = await stores.webhookEndpoints.find('acc_r', made.hookId);
  const chat = await stores.chatChannels.find('acc_r');
  const connection = await stores.ssoConnections.find('acc_r');
  return {
    hook: hook && stores.webhookEndpoints.signingSecrets(hook),
    chat: chat && stores.chatChannels.addressOf(chat),
    sso: connection && stores.ssoConnections.clientSecret(connection),
    apply: (await stores.applyRequests.find(made.applyId))?.email,
    privacy: (await stores.privacyRequests.open(made.privacyId))?.emailKey,
  };
}

async function sealSomething(stores: Stores) {
  const made = await stores.webhookEndpoints.create(HOOK);
  if (made === 'full') throw new TypeError('There is room for one.');
  await stores.webhookEndpoints.rotate('acc_r', made.endpoint._id, new Date(Date.now() + 3_600_000));
  await stores.chatChannels.put('acc_r', { format: 'slack', url: 'https://chat.example/room' });
  await stores.ssoConnections.put('acc_r', sso);
  const applyId = await stores.applyRequests.create({
    accountId: 'acc_r',
    program: 'default',
    locale: 'en',
    mayMail: true,
    email: address,
    emailKey: address,
  });
  const privacy = await stores.privacyRequests.create({
    accountId: 'acc_r',
    requestedBy: 'usr_r',
    emailKey: address,
  });
  return { hookId: made.endpoint._id, applyId, privacyId: privacy._id };
}

const resealAll = async (stores: Stores) => {
  const { applyRequests, chatChannels, privacyRequests, ssoConnections, webhookEndpoints } = stores;
  const all = [applyRequests, chatChannels, privacyRequests, ssoConnections, webhookEndpoints];
  const done = await Promise.all(all.map((store) => store.reseal()));
  return done.reduce((sum, one) => ({
    resealed: sum.resealed + one.resealed,
    unreadable: sum.unreadable + one.unreadable,
  }));
};

it('reads what an older secret sealed, and seals it anew so that the newest alone is enough', async () => {
  const [old, both, fresh] = [storesWith(SECRET), storesWith(RING), storesWith(NEW)];
  const made = await sealSomething(old);
  const before = await readAll(old, made);
  expect(before.hook).toHaveLength(2);
  expect(await readAll(both, made)).toEqual(before);
  await expect(readAll(fresh, made)).rejects.toThrow();
  expect(await both.applyRequests.ofAddress('acc_r', address)).toEqual([made.applyId]);
  expect(await fresh.applyRequests.ofAddress('acc_r', address)).toEqual([]);

  expect(await resealAll(storesWith(STRANGE))).toEqual({ resealed: 0, unreadable: 6 });
  expect(await readAll(both, made)).toEqual(before);
  expect(await resealAll(both)).toEqual({ resealed: 6, unreadable: 0 });
  expect(await resealAll(both)).toEqual({ resealed: 0, unreadable: 0 });
  expect(await readAll(fresh, made)).toEqual(before);
});

it('loses nothing that is changed while everything is sealed anew', async () => {
  const [old, both] = [storesWith(SECRET), storesWith(RING)];
  for (let turn = 0; turn < 10; turn += 1) {
    await old.chatChannels.put('acc_race', { format: 'slack', url: 'https://chat.example/old' });
    await Promise.all([
      both.chatChannels.reseal(),
      both.chatChannels.put('acc_race', { format: 'slack', url: `https://chat.example/${turn}` }),
    ]);
    const channel = await both.chatChannels.find('acc_race');
    expect(both.chatChannels.addressOf(channel!)).toBe(`https://chat.example/${turn}`);
  }
});

it('chains the audit log on across secrets, and says which one is missing', async () => {
  const entry = (key: string) => ({
    key,
    at: new Date(),
    type: 'role_changed',
    actor: { kind: 'user', id: 'usr_r' } as const,
    target: { kind: 'role', id: 'junior' },
    after: { rank: 2 },
  });
  await storesWith(SECRET).auditLog.append('acc_r', [entry('1'), entry('2')]);
  // Items of the time before key IDs.
  await database.connection.db!.collection('audit_log').updateMany({}, { $unset: { keyId: '' } });
  const both = storesWith(RING);
  await both.auditLog.append('acc_r', [entry('3')]);
  expect(await both.auditLog.verifyChain('acc_r')).toEqual({ ok: true, checked: 3 });
  expect(await both.auditLog.keys()).toEqual(
    expect.arrayContaining([
      { keyId: null, items: 2 },
      { keyId: keyIdOf(NEW), items: 1 },
    ]),
  );
  await both.auditLog.append('acc_s', [entry('1')]);
  expect(await storesWith(SECRET).auditLog.verifyChain('acc_s')).toEqual({
    ok: false,
    checked: 0,
    brokenAt: 1,
    missingKey: keyIdOf(NEW),
  });
  await database.connection
    .db!.collection('audit_log')
    .updateOne({ accountId: 'acc_r', seq: 2 }, { $set: { type: 'x' } });
  expect(await both.auditLog.verifyChain('acc_r')).toEqual({ ok: false, checked: 1, brokenAt: 2 });
});

it('keeps links of an older secret open, also those for a former address, and makes new ones with the newest', () => {
  const publicUrl = 'https://usher.example';
  const [old, both, fresh] = [SECRET, RING, NEW].map((secret) => createTokens({ secret, publicUrl }));
  const id = 'inv_01J00000000000000000000000';
  const text = old!.invitationToken(id, 1, address);
  expect(both!.readInvitationToken(text)?.isFor(address)).toBe(true);
  expect(both!.readInvitationToken(text)?.isFor('eve@partner.example')).toBe(false);
  expect(both!.readInvitationToken(text)?.wasFor([addressMark(address, SECRET)])).toBe(true);
  expect(both!.readInvitationToken(text)?.wasFor([addressMark(address, NEW)])).toBe(false);
  expect(fresh!.readInvitationToken(text)?.isFor(address)).toBe(false);
  const next = both!.invitationToken(id, 1, address);
  expect(fresh!.readInvitationToken(next)?.isFor(address)).toBe(true);
});

it('counts an approval that was given under the older secret', async () => {
  const stores = storesWith(RING);
  const doc = (await stores.invitations.find('acc_r', await storedInvitation(stores, 'acc_r', address, {})))!;
  const before = contentHash(doc, SECRET);
  expect(contentHash(doc, RING)).toBe(contentHash(doc, NEW));
  expect(isContentHash(before, doc, RING)).toBe(true);
  expect(isContentHash(before, doc, NEW)).toBe(false);
  const approvals = [{ by: 'usr_r', at: new Date(), noteRef: null, contentHash: before }];
  expect(contentHash({ ...doc, approvals }, RING)).toBe(before);
  const changed = { ...doc, partnerName: 'Another', approvals };
  expect(contentHash(changed, RING)).toBe(contentHash(changed, NEW));
});

it('knows a repeated request that the older secret has seen', async () => {
  const { idempotencyKeys } = database.stores;
  const request = { scope: 'usr_r', method: 'POST', path: '/v1/x', key: 'once' };
  const begun = await idempotencyKeys.begin({ ...request, fingerprints: ['old'] });
  if (begun.kind !== 'fresh') throw new TypeError('It is the first.');
  await idempotencyKeys.complete(begun.handle, 'kept');
  expect(await idempotencyKeys.begin({ ...request, fingerprints: ['new', 'old'] })).toEqual({
    kind: 'replay',
    body: 'kept',
  });
  expect(await idempotencyKeys.begin({ ...request, fingerprints: ['new'] })).toEqual({ kind: 'mismatch' });
});
