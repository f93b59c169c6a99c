import type { PartnerData, PartnerReader } from '../../domain/ports';
import type { InvitationDoc } from '../invitations/invitation-model';
import type { StoreSet } from '../stores';

/** Reads fresh for every step what a customer's own system is told about a partner. */
export class MongoPartnerReader implements PartnerReader {
  constructor(private readonly stores: Pick<StoreSet, 'documents' | 'invitations'>) {}

  async partnerData(invitationId: string): Promise<PartnerData | undefined> {
    const invitation = await this.stores.invitations.findById(invitationId);
    if (invitation === undefined || invitation.contactEmail === null) return undefined;
    return {
      accountId: invitation.accountId,
      program: invitation.program,
      partnerName: invitation.partnerName,
      country: invitation.country,
      industry: invitation.industry,
      contact: {
        email: invitation.contactEmail,
        firstName: invitation.contactFirstName,
        lastName: invitation.contactLastName,
        phoneNumber: invitation.phoneNumber,
      },
      customFields: invitation.customFields ?? {},
      documents: await this.documentsOf(invitation),
      roleKey: invitation.roleKey,
      initialModule: invitation.initialModule,
      share: invitation.share,
    };
  }

  /** Those that answer a field now, and can be downloaded. */
  private async documentsOf({ _id, customFields }: InvitationDoc): Promise<PartnerData['documents']> {
    const answers = new Set(Object.values(customFields ?? {}));
    const documents = await this.stores.documents.ofInvitation(_id);
    return documents.flatMap(({ _id: id, state, field, name, bytes, sha256 }) =>
      state === 'clean' && field !== null && answers.has(id) ? [{ id, field, name, bytes, sha256 }] : [],
    );
  }
}
