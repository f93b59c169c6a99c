import { page, scalars, z } from '../http';

const text = z.string().nullable();

/** The lasting link between the own account and a partner's. */
export const partner = z
  .object({
    id: z.string(),
    partnerName: z.string(),
    status: z.enum(['active', 'inactive']),
    accountId: z.string().openapi({ description: "The partner's account." }),
    invitationId: z.string(),
    contactFirstName: text,
    contactLastName: text,
    contactEmail: text,
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
  })
  .openapi('Partner');

/** A folder that a partner sees while the partnership is active. */
export const sharedWithPartner = z
  .object({
    folderId: z.string(),
    name: z.string(),
    workspaceId: z.string(),
    recordCount: z.int(),
    sharedAt: scalars.instant,
  })
  .openapi('PartnerShare');

export const partnerShares = page(sharedWithPartner);

export const newShares = z
  .strictObject({ folderIds: z.array(z.string().min(1).max(64)).min(1).max(200) })
  .openapi('NewPartnerShares');
