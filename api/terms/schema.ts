import { scalars, z } from '../http';

/** Which version somebody has read and accepts. */
export const termsVersion = z.int().min(1).max(1_000_000).openapi({
  description: 'The version of the terms that was shown and accepted.',
});

/** Terms in one language, to be read and accepted. */
export const termsShown = z
  .object({
    version: z.int(),
    locale: z.string(),
    text: z.string().openapi({ description: 'Plain text in paragraphs.' }),
    url: z.string().nullable().openapi({ description: 'Where the same can be read elsewhere.' }),
  })
  .openapi('TermsShown');

const named = z.object({ id: z.string(), name: z.string().nullable() });

/** One version without its texts. */
export const termsEntry = z
  .object({
    version: z.int(),
    url: z.string().nullable(),
    hash: z.string().openapi({ description: 'SHA-256; an acceptance that carries it is about these words.' }),
    withdrawn: z.boolean().openapi({ description: 'From here on nobody is asked.' }),
    publishedAt: scalars.instant,
    publishedBy: named,
  })
  .openapi('TermsEntry');

export const terms = termsEntry
  .extend({ texts: z.record(z.string(), z.string()).openapi({ description: 'By language tag.' }) })
  .openapi('Terms');

export const termsOfProgram = z
  .object({
    // Of a named schema, `nullable` would be lost in OpenAPI.
    current: z.union([terms, z.null()]).openapi({ description: 'Null where nobody is asked.' }),
    versions: z.array(termsEntry).openapi({ description: 'Newest first.' }),
  })
  .openapi('TermsOfProgram');

/** Who accepted which version; what was erased is null. */
export const termsAcceptance = z
  .object({
    version: z.int(),
    hash: z.string(),
    locale: z.string(),
    acceptedAt: scalars.instant,
    source: z.enum(['application', 'sign-in']),
    invitationId: z.string(),
    partnerName: z.string().nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    ip: z.string().nullable(),
    erasedAt: scalars.instant.nullable(),
  })
  .openapi('TermsAcceptance');

/** Terms that the caller has to accept for the account they are signed in to. */
export const ownTerms = termsShown
  .extend({
    account: z.object({ id: z.string(), name: z.string() }),
    program: z.object({ key: z.string(), name: z.string() }),
    publishedAt: scalars.instant,
  })
  .openapi('OwnTerms');
