import ts from 'typescript';
import { newId } from '../../../domain/ids';
import type { Stores } from '../../../models';
import { parse, typescriptFiles, walk } from '../../../scripts/structure/sources';
import { snapshot, storedInvitation } from '../../support/models/samples';
import { useDatabase } from '../../support/models/database';
import {
  DOMAIN,
  EMAIL,
  EMAIL_LIMITS,
  EVENT,
  everything,
  isNothing,
  newView,
  oneOfEverything,
  SSO_DOMAIN,
  type Tenant,
} from '../../support/models/tenant-samples';

const database = useDatabase('tenants');
let owner: Tenant;
let stranger: string;

beforeAll(async () => {
  const made = await database.stores.users.create({ email: 'ada@acme.example' });
  const userId = made.ok ? made.user._id : '';
  owner = await oneOfEverything(database.stores, userId);
  stranger = (await database.stores.accounts.create({ name: 'Globex' }))._id;
});

type Ask = (stores: Stores, accountId: string, of: Tenant) => Promise<unknown>;

const PAGE = { sort: '-createdAt', limit: 10 };
const FUTURE = new Date('2999-01-01');

/** Every method that reads an account's documents, asked for those of `of` in the name of an account. */
const READS: Readonly<Record<string, Ask>> = {
  'apiKeys.find': (s, a, { keyId }) => s.apiKeys.find(a, keyId),
  'apiKeys.list': (s, a) => s.apiKeys.list(a),
  'applyRequests.ofAddress': (s, a) => s.applyRequests.ofAddress(a, EMAIL),
  'auditLog.list': (s, a) => s.auditLog.list({ accountId: a, limit: 10 }),
  'auditLog.about': (s, a, { id, won }) => s.auditLog.about(a, [id, won]),
  'auditLog.names': async (s, a) => (await s.auditLog.names(a)).types,
  'auditLog.verifyChain': async (s, a) => (await s.auditLog.verifyChain(a)).checked,
  'chatChannels.find': (s, a) => s.chatChannels.find(a),
  'cohorts.count': (s, a) => s.cohorts.count(a, { from: new Date(0), to: FUTURE, by: 'week' }),
  'comments.list': (s, a, { id }) => s.comments.list({ accountId: a, invitationId: id, limit: 10 }),
  'imports.find': (s, a, { importId }) => s.imports.find(a, importId),
  'imports.list': (s, a) => s.imports.list(a, PAGE),
  'inviteePolicy.alreadyKnown': (s, a) => s.inviteePolicy.alreadyKnown(a, EMAIL),
  'inviteePolicy.knownAmong': (s, a) => s.inviteePolicy.knownAmong(a, [EMAIL]),
  'inviteePolicy.isActivePartner': (s, a) => s.inviteePolicy.isActivePartner(a, EMAIL),
  'invitations.find': (s, a, { id }) => s.invitations.find(a, id),
  'invitations.findReceived': (s, a, { won, accountId, partnerAccountId }) =>
    s.invitations.findReceived({ accountId: a === accountId ? partnerAccountId : a }, won),
  'invitations.findLive': (s, a) => s.invitations.findLive(a, EMAIL),
  'invitations.findLiveMany': (s, a) => s.invitations.findLiveMany(a, [EMAIL]),
  'invitations.partnershipsAtDomain': (s, a) => s.invitations.partnershipsAtDomain(a, DOMAIN),
  'invitations.partnershipsOfAddresses': (s, a) => s.invitations.partnershipsOfAddresses(a, [EMAIL]),
  'invitations.findByEmailKey': (s, a) => s.invitations.findByEmailKey(EMAIL, a),
  'invitations.list': (s, a) => s.invitations.list({ accountId: a, limit: 10 }),
  'invitations.counts': (s, a) => s.invitations.counts(a),
  'invitations.hasAny': (s, a) => s.invitations.hasAny(a),
  'invitations.countWaiting': async (s, a, { accountId }) => {
    const id = await storedInvitation(s, accountId, `${newId('usr')}@waiting.example`);
    await s.invitations.record(snapshot(id, { seq: 9, status: 'pending_approval' }));
    return s.invitations.countWaiting(a, 10);
  },
  'invitations.countSharing': async (s, a, { accountId, folderId, workspaceId }) => {
    const share = { workspaceId, folderIds: [folderId] };
    await storedInvitation(s, accountId, `${newId('usr')}@sharing.example`, { share });
    return s.invitations.countSharing(a, folderId);
  },
  'invitations.openOf': (s, a, { userId }) => s.invitations.openOf(a, userId),
  'invitations.endedBefore': (s, a) => s.invitations.endedBefore(a, 'default', FUTURE, 10),
  'invitations.resumeCreate': (s, a, { id }) => s.invitations.resumeCreate(a, id),
  'membershipOffers.ofAccount': (s, a, { offerId }) => s.membershipOffers.ofAccount(a, offerId),
  'membershipOffers.listOfAccount': (s, a) => s.membershipOffers.listOfAccount(a),
  'memberships.find': (s, a, { userId }) => s.memberships.find(a, userId),
  'memberships.ofAccount': (s, a) => s.memberships.ofAccount(a),
  'notices.take': (s, a, { digestId, userId }) => s.notices.take({ digestId, userId, accountId: a }),
  'outbox.ownedBy': (s, a, { messageId }) => s.outbox.ownedBy(a, [messageId]),
  'partnerships.find': (s, a, { partnershipId }) => s.partnerships.find(a, partnershipId),
  'addablePartners.find': (s, a, { partnershipId }) => s.addablePartners.find(a, partnershipId),
  'addablePartners.onlyOneAtDomain': (s, a) => s.addablePartners.onlyOneAtDomain(a, DOMAIN),
  'addablePartners.among': async (s, a, { accountId, partnershipId }) =>
    s.addablePartners.among(a, await s.partnerships.findMany(accountId, [partnershipId])),
  'partnerships.findMany': (s, a, { partnershipId }) => s.partnerships.findMany(a, [partnershipId]),
  'partnerships.linksOf': (s, a, { accountId, partnerAccountId }) =>
    s.partnerships.linksOf([a === accountId ? partnerAccountId : a]),
  'partnerships.findPair': (s, a, { partnerAccountId }) => s.partnerships.findPair(a, partnerAccountId),
  'partnerships.activeOf': (s, a, { accountId, partnerAccountId }) =>
    s.partnerships.activeOf(a === accountId ? partnerAccountId : a),
  'partnerships.list': (s, a) => s.partnerships.list({ accountId: a, limit: 10 }),
  'partnerships.counts': (s, a) => s.partnerships.counts(a),
  'privacy.export': async (s, a) => {
    const { invitations, suppression, importRows } = await s.privacy.export(a, EMAIL);
    return [...invitations, ...importRows, ...(suppression === null ? [] : [suppression])];
  },
  'privacyRequests.find': (s, a, { requestId }) => s.privacyRequests.find(a, requestId),
  'programs.find': (s, a) => s.programs.find(a, 'gold'),
  'programs.list': async (s, a) => (await s.programs.list(a)).filter(({ key }) => key === 'gold'),
  'programs.customFieldsAt': (s, a, of) => s.programs.customFieldsAt(a, 'gold', of.customFieldsVersion),
  'roles.find': (s, a) => s.roles.find(a, 'own'),
  'roles.list': async (s, a) => (await s.roles.list(a)).filter(({ builtIn }) => !builtIn),
  'approvalPolicy.evaluateFor': (s, a, { userId }) => judged(s, a, userId),
  'shares.sharedFolders': (s, a, of) => sharedWith(s, a, of),
  'shares.findShared': async (s, a, of) => {
    await s.shares.add(of.partnershipId, of.folderId, null);
    return s.shares.findShared(a === of.accountId ? of.partnerAccountId : a, of.folderId);
  },
  'savedViews.find': (s, a, { userId, viewId }) => s.savedViews.find(a, userId, viewId),
  'savedViews.visible': (s, a, { userId }) => s.savedViews.visible(a, userId),
  'ssoConnections.find': (s, a) => s.ssoConnections.find(a),
  'ssoConnections.enforcedAmong': (s, a) => s.ssoConnections.enforcedAmong([a]),
  'ssoDomains.ofAccount': (s, a) => s.ssoDomains.ofAccount(a),
  'stats.ofPeriod': (s, a) => collected(s.stats.ofPeriod(a, new Date(0), FUTURE)),
  'suppressions.find': (s, a) => s.suppressions.find(a, EMAIL),
  'suppressions.isSuppressed': (s, a) => s.suppressions.isSuppressed(a, EMAIL),
  'suppressions.list': (s, a) => s.suppressions.list(a, PAGE),
  'suppressions.addressOf': (s, a, of) => s.suppressions.addressOf(a, of.suppressionId),
  'terms.current': (s, a) => s.terms.current(a, 'gold'),
  'terms.find': (s, a) => s.terms.find(a, 'gold', 1),
  'terms.list': (s, a) => s.terms.list(a, 'gold'),
  'termsAcceptances.isOfUser': (s, a, { userId }) =>
    s.termsAcceptances.isOfUser({ accountId: a, program: 'gold', version: 1 }, userId, []),
  'termsAcceptances.list': (s, a) => s.termsAcceptances.list({ accountId: a, program: 'gold', limit: 10 }),
  'termsAcceptances.ofContact': (s, a, { id, userId }) => s.termsAcceptances.ofContact(a, [id], userId),
  'waitingNotices.take': (s, a, { digestId, userId }) =>
    s.waitingNotices.take({ digestId, userId, accountId: a }, 10),
  'webhookDeliveries.find': (s, a, { endpointId, deliveryId }) =>
    s.webhookDeliveries.find(a, endpointId, deliveryId),
  'webhookDeliveries.list': (s, a, { endpointId }) => s.webhookDeliveries.list(a, endpointId, PAGE),
  'webhookEndpoints.find': (s, a, { endpointId }) => s.webhookEndpoints.find(a, endpointId),
  'webhookEndpoints.list': (s, a) => s.webhookEndpoints.list(a),
  'webhookEndpoints.ofAccounts': (s, a) => s.webhookEndpoints.ofAccounts([a]),
  'workspaces.list': (s, a) => s.workspaces.list(a),
  'workspaces.find': (s, a, { workspaceId }) => s.workspaces.find(a, workspaceId),
  'workspaces.listFolders': (s, a, { workspaceId }) => s.workspaces.listFolders(a, workspaceId),
  'workspaces.findFolder': (s, a, { folderId }) => s.workspaces.findFolder(a, folderId),
  'workspaces.pageOfRecords': (s, a, { folderId }) =>
    s.workspaces.pageOfRecords({ accountId: a, folderId, limit: 10 }),
};

/** Every method that changes documents of an account; what removes them comes last. */
const CHANGES: Readonly<Record<string, Ask>> = {
  'documents.handIn': (s, a, { documentId, id }) => s.documents.handIn(a, [documentId], id),
  'documents.release': (s, a, { documentId, id }) => s.documents.release(a, [documentId], id),
  'invitations.edit': (s, a, { id }) =>
    s.invitations.edit({
      ...{ accountId: a, id, statuses: ['created'], changes: { partnerName: 'Stolen' } },
      ...{ actor: { kind: 'user', id: 'usr_1' }, at: new Date() },
    }),
  'invitations.handOver': (s, a, { id }) => s.invitations.handOver(a, [id], 'usr_other'),
  'invitations.assign': (s, a, { id }) => s.invitations.assign(a, id, 'usr_other'),
  'logos.show': (s, a) => s.logos.show(a, 'gold', undefined),
  'memberships.setRole': (s, a, { userId }) => s.memberships.setRole(a, userId, 'viewer'),
  'memberships.signedIn': (s, a, { userId }) => s.memberships.signedIn(a, userId, new Date()),
  'memberships.setLastModule': (s, a, { userId }) => s.memberships.setLastModule(a, userId, 'x'),
  'partnerships.setStatus': (s, a, { partnershipId }) =>
    s.partnerships.setStatus(a, partnershipId, 'inactive', { kind: 'user', id: 'usr_1' }),
  'webhookEndpoints.rotate': (s, a, { endpointId }) => s.webhookEndpoints.rotate(a, endpointId, FUTURE),
  'webhookEndpoints.resume': (s, a, { endpointId }) => s.webhookEndpoints.resume(a, endpointId),
  'apiKeys.rotate': (s, a, { keyId }) =>
    s.apiKeys.rotate(a, keyId, { oldValidUntil: FUTURE, expiresAt: null }),
  'chatChannels.resume': (s, a) => s.chatChannels.resume(a),
  'apiKeys.revoke': (s, a, { keyId }) => s.apiKeys.revoke(a, keyId),
  'apiKeys.revokeOfUser': (s, a, { userId }) => s.apiKeys.revokeOfUser(a, userId),
  'applyRequests.removeOfAddress': (s, a) => s.applyRequests.removeOfAddress(a, EMAIL),
  'applySlugs.release': (s, a) => s.applySlugs.release(a, 'gold', null),
  'auditLog.erase': (s, a, { id }) => s.auditLog.erase(a, id),
  'chatChannels.remove': (s, a) => s.chatChannels.remove(a),
  'emailCounters.refund': (s, a) => s.emailCounters.refund({ accountId: a, emailKey: EMAIL }),
  'membershipOffers.removeOfAddress': (s, a) => s.membershipOffers.removeOfAddress(a, EMAIL),
  'workspaces.changeRecord': (s, a, { recordId }) =>
    s.workspaces.changeRecord(a, recordId, { name: 'Stolen' }),
  'workspaces.renameFolder': (s, a, { folderId }) => s.workspaces.renameFolder(a, folderId, 'Stolen'),
  'workspaces.removeRecord': (s, a, { recordId }) => s.workspaces.removeRecord(a, recordId),
  'workspaces.removeFolder': (s, a, { folderId }) => s.workspaces.removeFolder(a, folderId),
  'memberships.remove': (s, a, { userId }) => s.memberships.remove(a, userId),
  'roles.remove': (s, a) => s.roles.remove(a, 'own'),
  'savedViews.remove': (s, a, { viewId }) => s.savedViews.remove(a, viewId),
  'savedViews.removeOfAddress': (s, a) => s.savedViews.removeOfAddress(a, EMAIL),
  'savedViews.removeOfMember': (s, a, { userId }) => s.savedViews.removeOfMember(a, userId),
  'sessions.removeUnlessSso': (s, a) => s.sessions.removeUnlessSso(a, 'none'),
  'sessions.removeOfMember': (s, a, { userId }) => s.sessions.removeOfMember(a, userId),
  'ssoIdentities.forget': (s, a, { userId }) => s.ssoIdentities.forget(a, userId),
  'ssoIdentities.forgetAll': (s, a) => s.ssoIdentities.forgetAll(a),
  'ssoDomains.keepOnly': (s, a) => s.ssoDomains.keepOnly(a, []),
  'ssoConnections.remove': (s, a) => s.ssoConnections.remove(a),
  'suppressions.lift': (s, a) => s.suppressions.lift(a, EMAIL),
  'termsAcceptances.eraseOfUser': (s, a, { userId }) => s.termsAcceptances.eraseOfUser(a, userId, new Date()),
  'waitingNotices.removeOfMember': (s, a, { userId }) => s.waitingNotices.removeOfMember(a, userId),
  'webhookEndpoints.remove': (s, a, { endpointId }) => s.webhookEndpoints.remove(a, endpointId),
};

/** What makes something of the account's own, whatever others have of the same name: it leaves theirs alone. */
const MAKES: Readonly<Record<string, Ask>> = {
  'applySlugs.claim': (s, a) => s.applySlugs.claim(a, 'gold', 'gold-partners'),
  'auditLog.append': (s, a) => s.auditLog.append(a, []),
  'chatChannels.put': (s, a) => s.chatChannels.put(a, { format: 'slack', url: 'https://chat.example/x' }),
  'digests.open': (s, a, { userId }) =>
    s.digests.open({ digestId: `digest.${a}`, accountId: a, userId }, new Date()),
  'emailCounters.take': (s, a) => s.emailCounters.take({ accountId: a, emailKey: EMAIL }, EMAIL_LIMITS),
  'noticeBursts.count': (s, a, { userId }) =>
    s.noticeBursts.count({ accountId: a, userId, kind: 'expired' }, new Date()),
  'notices.count': (s, a, { userId }) =>
    s.notices.count({ accountId: a, userId, kind: 'answers' }, new Date()),
  'privacyRequests.create': (s, a) =>
    s.privacyRequests.create({ accountId: a, requestedBy: 'usr_1', emailKey: EMAIL }),
  'programs.put': (s, a) => s.programs.put(a, 'gold', { autoOnboarding: true }),
  'roles.add': (s, a) => s.roles.add(a, { key: 'own', name: 'Other', rank: 1, scopes: [] }),
  'roles.put': (s, a) => s.roles.put(a, { key: 'own', name: 'Other', rank: 2, scopes: [] }),
  'savedViews.add': (s, a, { userId }) => s.savedViews.add(a, newView(newId('viw'), userId, 'Early')),
  'sessions.create': (s, a, { userId }) => s.sessions.create({ accountId: a, userId }),
  'ssoConnections.put': (s, a) =>
    s.ssoConnections.put(a, {
      ...{ issuer: 'https://evil.example', clientId: 'x', clientSecret: null, domains: [], enforced: false },
    }),
  'ssoDomains.claim': (s, a) => s.ssoDomains.claim(a, SSO_DOMAIN),
  'suppressions.suppress': (s, a) => s.suppressions.suppress(a, EMAIL, 'bounced'),
  'webhookDeliveries.open': (s, a) => {
    const event = { accountId: a, endpointId: newId('whe'), eventId: newId('inv'), ...EVENT };
    return s.webhookDeliveries.open(event, { paused: true });
  },
  'webhookDeliveries.openAll': (s, a) => {
    const event = { accountId: a, endpointId: newId('whe'), eventId: newId('inv'), ...EVENT };
    return s.webhookDeliveries.openAll([{ ...event, paused: true, launchAt: FUTURE }]);
  },
  'logos.add': (s, a) => s.logos.add({ accountId: a, program: 'gold', type: 'png' }, Buffer.from('stolen')),
  'workspaces.create': (s, a) => s.workspaces.create({ accountId: a, name: 'Products' }),
  'workspaces.createFolder': (s, a) =>
    s.workspaces.createFolder({ accountId: a, workspaceId: newId('wsp'), name: 'Prices' }),
  'workspaces.createRecord': (s, a) =>
    s.workspaces.createRecord({ accountId: a, folderId: newId('fld'), name: '2026' }),
};
/** A name and a filter: they look at nothing themselves. */
const LOOK_AT_NOTHING = ['suppressions.idOf', 'receiving.filterOf'];

async function judged(stores: Stores, accountId: string, inviterId: string) {
  const rules = [{ id: 'known', when: { existingPartnerDomain: true }, then: 'approve' as const }];
  await stores.programs.put(accountId, 'known', { autoOnboarding: false, approvalRules: rules });
  const verdict = await stores.approvalPolicy.evaluateFor(accountId, 'known', {
    emailKey: `x@${DOMAIN}`,
    inviterId,
  });
  return verdict.outcome === 'approve';
}

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function sharedWith(stores: Stores, accountId: string, of: Tenant) {
  await stores.shares.add(of.partnershipId, of.folderId, null);
  return stores.shares.sharedFolders(accountId === of.accountId ? of.partnerAccountId : accountId);
}

/** Methods of stores that take an account, as the sources have them: `<store>.<method>`. */
function methodsThatTakeAnAccount(): string[] {
  const keyOf = new Map(
    Object.entries(database.stores).map(([key, { constructor }]) => [constructor.name, key]),
  );
  const found: string[] = [];
  for (const file of typescriptFiles('models', 'domain')) {
    walk(parse(file), (node) => {
      if (!ts.isMethodDeclaration(node) || !ts.isClassDeclaration(node.parent)) return;
      const isPrivate = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;
      const parameters = node.parameters.map((one) => one.getText()).join();
      const takes = /ccountIds?\b|\bNewDelivery\b|: (\w+Query|ReceivedBy|EditInput|Sending)\b/.test(
        parameters,
      );
      const store = keyOf.get(node.parent.name?.text ?? '');
      if (takes && !isPrivate && store !== undefined) found.push(`${store}.${node.name.getText()}`);
    });
  }
  return found;
}

/** Documents that were there, hold nothing of the stranger's, and are gone or not as they were. */
async function changedBy(act: () => Promise<unknown>): Promise<string[]> {
  const before = await everything(database.connection);
  await act();
  const after = await everything(database.connection);
  const others = [...before].filter(([, text]) => !text.includes(stranger));
  return others.filter(([id, text]) => after.get(id) !== text).map(([id]) => id);
}

it('knows every method of a store that takes an account', () => {
  const known = [READS, CHANGES, MAKES].flatMap((table) => Object.keys(table));
  expect(methodsThatTakeAnAccount().sort()).toEqual([...known, ...LOOK_AT_NOTHING].sort());
});

it.each(Object.entries(READS))('%s answers the account itself and no other', async (_name, read) => {
  expect(isNothing(await read(database.stores, stranger, owner))).toBe(true);
  expect(isNothing(await read(database.stores, owner.accountId, owner))).toBe(false);
});

it.each(Object.entries(CHANGES))(
  '%s changes nothing of another account, but something of its own',
  async (_name, change) => {
    let answer: unknown;
    const foreign = async () => (answer = await change(database.stores, stranger, owner));
    expect(await changedBy(foreign)).toEqual([]);
    expect(isNothing(answer)).toBe(true);
    expect(await changedBy(() => change(database.stores, owner.accountId, owner))).not.toEqual([]);
  },
);

it.each(Object.entries(MAKES))(
  '%s leaves alone what another account has of that name',
  async (_name, make) => {
    await make(database.stores, owner.accountId, owner);
    expect(await changedBy(() => make(database.stores, stranger, owner))).toEqual([]);
  },
);
