import { z } from 'zod';
import * as scalars from '../scalars';

/** Values of custom fields as they come in; their program's definitions decide what is right. */
export const customFieldValues = z
  .record(
    scalars.key,
    z.union([
      z.string().max(5_000),
      z.number(),
      z.boolean(),
      z.array(z.string().max(200)).max(100),
      z.null(),
    ]),
  )
  .refine((values) => Object.keys(values).length <= 100, 'At most 100 fields.');

export const share = z.strictObject({
  workspaceId: z.string().min(1).max(64),
  folderIds: z
    .array(z.string().min(1).max(64))
    .max(200)
    .overwrite((ids) => [...new Set(ids)]),
});

/** The partner whose account somebody is added to. */
export const partnershipId = z.string().trim().min(1).max(64).meta({
  description:
    'Adds the contact to the account of this partner, as a partner user, in place of a new partner.',
  example: 'prt_01K0000000000000000000000A',
});

/** Contact and company data: what PATCH may change. */
const contactFields = {
  contactFirstName: scalars.personName,
  contactLastName: scalars.personName,
  phoneNumber: scalars.phone,
  country: scalars.country,
  industry: scalars.line(),
  message: scalars.paragraph(),
};

export const newInvitation = z
  .strictObject({
    partnerName: scalars.line(),
    contactEmail: scalars.email,
    ...z.object(contactFields).partial().shape,
    customFields: customFieldValues.optional(),
    share: share.optional(),
    addToPartnershipId: partnershipId.optional(),
    initialModule: scalars.key.optional(),
    program: scalars.key.optional(),
    roleKey: scalars.key.optional(),
    locale: scalars.locale.optional(),
    expiresIn: scalars.duration().optional(),
    reminders: scalars.reminders.optional(),
  })
  .meta({ id: 'NewInvitation' });

export type InvitationInput = z.output<typeof newInvitation>;

export const invitationChanges = z
  .strictObject({
    partnerName: scalars.line().optional(),
    contactEmail: scalars.email.optional(),
    ...nullish(contactFields),
    customFields: customFieldValues.optional(),
  })
  .meta({ id: 'InvitationChanges' });

export type InvitationChanges = z.output<typeof invitationChanges>;

/** PATCH empties a field with null. */
function nullish<S extends Record<string, z.ZodType>>(fields: S) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, schema.nullish()]),
  ) as unknown as { [K in keyof S]: z.ZodOptional<z.ZodNullable<S[K]>> };
}
