import type { PartnerData, PartnerReader } from '../../domain/ports';
import type { StoreSet } from '../stores';

/** Reads fresh for every step what a customer's own system is told about a partner. */
export class MongoPartnerReader implements PartnerReader {
  constructor(private readonly stores: Pick<StoreSet, 'invitations'>) {}

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
      roleKey: invitation.roleKey,
      initialModule: invitation.initialModule,
      share: invitation.share,
    };
  }
}
