import { customField } from '../../domain/programs/custom-field';
import { newInvitation } from '../../domain/invitations/invitation-input';
import { scalars, z } from '../http';
import { application, applicationContact, token } from '../public-invitation/schema';
import { uploadedDocument } from '../documents/schema';
import { termsShown } from '../terms/schema';

/** The slug of the path; what is none is not found. */
export const slugParams = z.strictObject({ slug: z.string().min(1).max(200) });

/** What everybody sees of a page on which people apply. */
export const applyPage = z
  .object({
    slug: z.string(),
    accountName: z.string(),
    programName: z.string().nullable().openapi({ description: 'Null for the default program.' }),
    brand: z.object({ logoUrl: z.string().nullable(), color: z.string().nullable() }),
    challenge: z.string().openapi({
      description:
        'Goes back with the address, not sooner than `waitSeconds` and not later than four hours after.',
    }),
    waitSeconds: z.number(),
  })
  .openapi('ApplyPage');

/** Asks for the link that proves the address. */
export const applyRequest = z.strictObject({
  email: scalars.email,
  challenge: z.string().max(200),
  locale: scalars.locale.optional(),
  trap: z.string().max(2_000).optional().openapi({
    description: 'A field that people do not see: whatever fills it in gets the same answer and no e-mail.',
  }),
});

export const applyLookup = z.strictObject({ token });

/** The form behind the mailed link. */
export const openedApplication = z
  .object({
    accountName: z.string(),
    contactEmail: z.string(),
    expiresAt: scalars.instant,
    locale: z.string(),
    form: z.object({ fields: z.array(customField) }),
    documents: z.array(uploadedDocument).openapi({ description: 'Files that were uploaded by the link.' }),
    terms: termsShown.nullable().openapi({ description: 'What has to be accepted with the application.' }),
    applied: z.boolean().openapi({ description: 'The link was used: the application is there.' }),
    account: z.enum(['new', 'existing']).openapi({
      description:
        'Whoever has a user already keeps name and password; a password in the application is for a new one.',
    }),
  })
  .openapi('OpenedApplication');

/** What an invitee hands in, with the name of the company, which nobody has typed before. */
export const uninvitedApplication = application.extend({
  contact: applicationContact.extend({
    partnerName: newInvitation.shape.partnerName,
    contactFirstName: scalars.personName,
    contactLastName: scalars.personName,
  }),
});

/** What is handed in, apart from the link. */
export type UninvitedApplication = Omit<z.output<typeof uninvitedApplication>, 'token'>;
