import type { PartnershipDoc } from '../../models';
import { type ApiDeps, type Caller, found, present } from '../http';
import { partner } from './schema';

/** The partners as the API answers them, with the contact that was invited. */
export async function presentPartners(deps: ApiDeps, partners: readonly PartnershipDoc[]) {
  const invitations = await deps.stores.invitations.findMany(
    partners.map(({ invitationId }) => invitationId),
  );
  const contactOf = new Map(invitations.map((invitation) => [invitation._id, invitation]));
  return partners.map((doc) => {
    const contact = contactOf.get(doc.invitationId);
    return present(partner, {
      ...doc,
      accountId: doc.partnerAccountId,
      contactFirstName: contact?.contactFirstName,
      contactLastName: contact?.contactLastName,
      contactEmail: contact?.contactEmail,
    });
  });
}

/** One partner as the API answers it. */
export async function presentPartner(deps: ApiDeps, doc: PartnershipDoc) {
  const [view] = await presentPartners(deps, [doc]);
  if (view === undefined) throw new TypeError('One partner is one view.');
  return view;
}

/** Switches a partner on or off; asking for what is already so changes nothing. */
export async function setPartnerStatus(
  deps: ApiDeps,
  caller: Caller,
  id: string,
  status: PartnershipDoc['status'],
) {
  const actor = { kind: 'user', id: caller.userId } as const;
  const { partnerships } = deps.stores;
  return presentPartner(deps, found(await partnerships.setStatus(caller.accountId, id, status, actor)));
}

/** Every folder shared with the partner, by name, with how many records each holds now. */
export async function presentShares(deps: ApiDeps, { _id, accountId }: PartnershipDoc) {
  const shares = await deps.stores.shares.ofPartnership(_id);
  const folderIds = shares.map(({ folderId }) => folderId);
  const [folders, counts] = await Promise.all([
    deps.stores.workspaces.findFolders(folderIds),
    deps.stores.workspaces.countRecords(folderIds),
  ]);
  const sharedAt = new Map(shares.map(({ folderId, createdAt }) => [folderId, createdAt.toISOString()]));
  return folders
    .filter((folder) => folder.accountId === accountId)
    .map((folder) => ({
      folderId: folder._id,
      name: folder.name,
      workspaceId: folder.workspaceId,
      recordCount: counts.get(folder._id) ?? 0,
      sharedAt: sharedAt.get(folder._id) ?? '',
    }));
}
