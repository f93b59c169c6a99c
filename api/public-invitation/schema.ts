import { customField } from '../../domain/programs/custom-field';
import { customFieldValues, newInvitation } from '../../domain/invitations/invitation-input';
import { uploadedDocument } from '../documents/schema';
import { scalars, z } from '../http';
import { termsShown, termsVersion } from '../terms/schema';

/** Any text may be a token; one that is none is answered like an unknown one. */
export const token = z.string();

/** What the applicant may correct; the address is not among it. */
export const applicationContact = newInvitation
  .pick({ contactFirstName: true, contactLastName: true, phoneNumber: true, country: true, industry: true })
  .extend({ partnerName: newInvitation.shape.partnerName.optional() });

export const application = z.strictObject({
  token,
  contact: applicationContact.optional(),
  customFields: customFieldValues.optional(),
  password: scalars.password.optional(),
  termsVersion: termsVersion.optional(),
});

/** What an invitee hands in, apart from the link. */
export type Application = Omit<z.output<typeof application>, 'token'>;

export const openedInvitation = z
  .object({
    invitation: z.object({
      partnerName: z.string(),
      contactFirstName: z.string().nullable(),
      contactLastName: z.string().nullable(),
      contactEmail: z.string().nullable(),
      phoneNumber: z.string().nullable(),
      country: z.string().nullable(),
      industry: z.string().nullable(),
      inviterAccountName: z.string(),
      expiresAt: scalars.instant,
      status: z.string(),
      message: z.string().nullable(),
      question: z.string().nullable().openapi({
        description: 'What an approver asks for, while the application is returned.',
      }),
      joins: z.string().nullable().openapi({
        description: 'The partner whose account the inviter adds the contact to; null for a new account.',
      }),
      customFields: z.record(z.string(), z.unknown()).openapi({
        description: 'What the applicant entered before, while the application is returned.',
      }),
      locale: z.string(),
    }),
    form: z.object({ fields: z.array(customField) }),
    documents: z.array(uploadedDocument).openapi({
      description: 'Files that the applicant uploaded; the ID of one is the value of its field.',
    }),
    terms: termsShown.nullable().openapi({ description: 'What has to be accepted with the application.' }),
    account: z.enum(['new', 'existing']),
  })
  .openapi('OpenedInvitation');

export const answered = z.object({ status: z.string() }).openapi('Answered');
