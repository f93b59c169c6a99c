import type { Connection } from 'mongoose';
import { newId } from '../../../domain/ids';
import { suppressionId, type Stores } from '../../../models';
import { at, snapshot, storedInvitation } from './samples';

/** What {@link oneOfEverything} made, by what it is. */
export type Tenant = Awaited<ReturnType<typeof oneOfEverything>>;

export const EMAIL = 'peter@initech.example';
export const DOMAIN = 'initech.example';
export const SSO_DOMAIN = 'acme.example';
export const EMAIL_LIMITS = { dailyEmailsPerAccount: 9, dailyEmailsPerRecipient: 9 };
export const EVENT = { type: 'invitation.created', body: '{}' } as const;

/** An account with at least one document of every kind that an account can have. */
export async function oneOfEverything(stores: Stores, userId: string) {
  const { _id: accountId } = await stores.accounts.create({ name: 'Acme' });
  await stores.memberships.add({ accountId, userId, roleKey: 'account_admin' });
  await stores.roles.put(accountId, { key: 'own', name: 'Own', rank: 5, scopes: [] });
  const { customFieldsVersion } = await stores.programs.put(accountId, 'gold', {
    customFields: [{ key: 'vat', label: 'VAT', type: 'text', required: false, filledBy: 'inviter' }],
  } as never);
  await terms(stores, accountId, userId);
  await stores.applySlugs.claim(accountId, 'gold', 'gold-partners');
  await stores.applyRequests.create({
    ...{ accountId, program: 'gold', email: EMAIL, emailKey: EMAIL, locale: 'en', mayMail: true },
  });
  const { apiKey } = await stores.apiKeys.create({ accountId, userId, name: 'Key' });
  await stores.apiKeys.create({ accountId, userId, name: 'Second key' });
  await stores.sessions.create({ accountId, userId });
  const file = await stores.documents.add({
    ...{ accountId, program: 'gold', field: 'cv', invitationId: newId('inv'), name: 'cv.pdf', type: 'pdf' },
    ...{ uploadedBy: { kind: 'invitee', id: 'invitee' }, content: Buffer.from('%PDF-1.4') },
  });
  await stores.documents.handIn(accountId, [file?._id ?? ''], newId('inv'));
  const logo = await stores.logos.add({ accountId, program: 'gold', type: 'png' }, Buffer.from('a logo'));
  if (typeof logo === 'object') await stores.logos.show(accountId, 'gold', logo._id);
  await singleSignOn(stores, accountId, userId);
  const offer = await newOffer(stores, accountId, userId);
  const viewId = newId('viw');
  await stores.savedViews.add(accountId, newView(viewId, userId, 'Late'));
  for (const name of [EMAIL, 'Early'])
    await stores.savedViews.add(accountId, newView(newId('viw'), userId, name));
  await stores.suppressions.suppress(accountId, EMAIL, 'unsubscribed');
  await stores.chatChannels.put(accountId, { format: 'teams', url: 'https://chat.example/hook' });
  await stores.chatChannels.pause((await stores.chatChannels.find(accountId))?._id ?? '', 'gone');
  const request = await stores.privacyRequests.create({ accountId, requestedBy: userId, emailKey: EMAIL });
  await stores.emailCounters.take({ accountId, emailKey: EMAIL }, EMAIL_LIMITS);
  const told = await invitations(stores, accountId, userId);
  await stores.auditLog.append(accountId, [
    {
      ...{ key: 'one', at: new Date(), type: 'sent', actor: { kind: 'user', id: userId } },
      ...{ target: { kind: 'invitation', id: told.id }, reason: 'Told' },
    } as const,
  ]);
  return {
    accountId,
    userId,
    customFieldsVersion,
    keyId: apiKey._id,
    viewId,
    documentId: file?._id ?? '',
    offerId: offer?._id ?? '',
    suppressionId: suppressionId(`${accountId}:${EMAIL}`),
    requestId: request._id,
    ...told,
    digestId: await waitingNotice(stores, accountId, userId, told.id),
    ...(await records(stores, accountId)),
    ...(await webhooks(stores, accountId)),
  };
}

/** A version of the terms of `gold`, and somebody who accepted it. */
async function terms(stores: Stores, accountId: string, userId: string) {
  const published = { accountId, program: 'gold', publishedBy: userId };
  const { version } = await stores.terms.publish({ ...published, texts: { en: 'Be kind.' }, url: null });
  await stores.termsAcceptances.keep({
    ...{ accountId, program: 'gold', version: 1, hash: version.hash, locale: 'en' },
    ...{ source: 'sign-in', invitationId: newId('inv'), userId, ip: '192.0.2.1' },
  });
}

/** A notice that waits for a digest, which it names. */
async function waitingNotice(stores: Stores, accountId: string, userId: string, invitationId: string) {
  const messageId = `${invitationId}.expired-notice.1`;
  const notice = { messageId, kind: 'expired', template: 'expired-notice', invitationId } as const;
  await stores.notices.keep({ ...notice, accountId, userId }, new Date(at(0)));
  return (await stores.waitingNotices.find(messageId))?.digestId ?? '';
}

/** A view of the user's own. */
export const newView = (_id: string, userId: string, name: string) =>
  ({ _id, holder: userId, list: 'sent', name, query: {}, createdBy: userId }) as const;

/** The account's one offer of a membership to the address; `undefined` while it has one. */
export function newOffer(stores: Stores, accountId: string, offeredBy: string) {
  return stores.membershipOffers.create({
    ...{ accountId, email: EMAIL, emailKey: EMAIL, firstName: 'Peter', lastName: 'G' },
    ...{ roleKey: 'viewer', offeredBy },
  });
}

/** A live invitation, one that made a partner, one that ended, and an import. */
async function invitations(stores: Stores, accountId: string, inviterId: string) {
  const input = { inviterId };
  const won = await storedInvitation(stores, accountId, EMAIL, { input });
  const { _id: partnerAccountId } = await stores.accounts.create({ name: 'Initech', createdBy: won });
  const { _id: partnershipId } = await stores.partnerships.establish({
    ...{ _id: newId('prt'), accountId, partnerAccountId, partnerName: 'Initech', invitationId: won },
  });
  const active = { seq: 2, status: 'active', partnershipId, partnerAccountId, endedAt: at(2) } as const;
  const timeline = [{ n: 1, at: at(1), type: 'sent', actor: { kind: 'system', id: 'usher' } } as const];
  await stores.invitations.record(snapshot(won, { ...active, timeline }));
  const id = await storedInvitation(stores, accountId, EMAIL, { input, supersedes: won });
  const messageId = `${id}.invitation.1`;
  await stores.outbox.claim(
    { messageId, template: 'invitation', to: EMAIL, accountId, invitationId: id } as never,
    60_000,
  );
  const said = { accountId, invitationId: id, authorId: inviterId, text: 'Ask Peter.' };
  await stores.comments.add({ _id: newId('cmt'), ...said });
  const importId = newId('imp');
  const counts = { total: 1, created: 0, alreadyInvited: 0, alreadyPartner: 0, invalid: 0 };
  await stores.importRows.add([
    {
      ...{ _id: `${importId}:0000001`, importId, n: 1, cells: [], input: null, emailKey: EMAIL },
      ...{ targetId: null, result: null, invitationId: null, problems: [], createdAt: new Date() },
    } as never,
  ]);
  await stores.imports.create({
    ...{ _id: importId, accountId, inviterId, source: 'json', fileHash: 'x', columns: [], dryRun: false },
    ...{ status: 'running', ...counts, createdAt: new Date() },
  } as never);
  return { won, id, partnershipId, partnerAccountId, messageId, importId };
}

/** Sign-in by an identity provider of the account's own, with somebody who did. */
async function singleSignOn(stores: Stores, accountId: string, userId: string) {
  const settings = { issuer: 'https://login.acme.example', clientId: 'usher', clientSecret: 'hidden' };
  await stores.ssoConnections.put(accountId, { ...settings, domains: [SSO_DOMAIN], enforced: true });
  await stores.ssoDomains.claim(accountId, SSO_DOMAIN);
  for (const [subject, who] of [
    ['ada', userId],
    ['abel', newId('usr')],
  ] as const)
    await stores.ssoIdentities.bind({ accountId, issuer: settings.issuer, subject }, who);
  await stores.sessions.create({ accountId, userId, ssoAccountId: accountId });
}

async function records(stores: Stores, accountId: string) {
  const { workspaces } = stores;
  const { _id: workspaceId } = await workspaces.create({ accountId, name: 'Products' });
  const folder = await workspaces.createFolder({ accountId, workspaceId, name: 'Prices' });
  const folderId = folder?._id ?? '';
  const { _id: recordId } = await workspaces.createRecord({ accountId, folderId, name: '2026' });
  const file = await stores.documents.add({
    ...{
      accountId,
      program: null,
      field: null,
      recordId,
      invitationId: undefined,
      name: 'l.pdf',
      type: 'pdf',
    },
    ...{ uploadedBy: { kind: 'user', id: 'usr_1' }, content: Buffer.from('%PDF-1.4') },
  });
  await stores.documents.holdInRecord({ _id: file?._id ?? '', recordId });
  return { workspaceId, folderId, recordId };
}

async function webhooks(stores: Stores, accountId: string) {
  const made = await stores.webhookEndpoints.create({
    ...{ accountId, url: 'https://sink.example/', events: [EVENT.type], createdBy: 'usr_1' },
  });
  if (made === 'full') throw new Error('full');
  const endpointId = made.endpoint._id;
  await stores.webhookEndpoints.pause(endpointId, 'gone');
  const event = { accountId, endpointId, eventId: newId('inv'), ...EVENT };
  const { _id: deliveryId } = await stores.webhookDeliveries.open(event, { paused: true });
  return { endpointId, deliveryId };
}

/** No document, nothing but zeros, or a refusal. */
export function isNothing(answer: unknown): boolean {
  if (answer === null || typeof answer !== 'object') return !answer;
  if (answer instanceof Set || answer instanceof Map) return answer.size === 0;
  if (Array.isArray(answer)) return answer.length === 0;
  if ('items' in answer) return isNothing(answer.items);
  if ('kind' in answer) return answer.kind === 'missing';
  return Object.values(answer).every((value) => value === 0);
}

/** Every document there is, by collection and ID. */
export async function everything({ db }: Connection): Promise<Map<string, string>> {
  const all = await db!.listCollections({}, { nameOnly: true }).toArray();
  const found = await Promise.all(
    all.map(async ({ name }) => {
      const documents = await db!.collection(name).find().toArray();
      return documents.map((doc) => [`${name} ${String(doc._id)}`, JSON.stringify(doc)] as const);
    }),
  );
  return new Map(found.flat());
}
