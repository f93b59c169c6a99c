import { forInvitee } from '../../domain/programs/custom-fields';
import { fileBody, uploadedDocument, uploadQuery } from '../documents/schema';
import { answerUploaded, takeIn, tokenIn } from '../documents/take-in';
import { linkHolder } from '../documents/visible';
import { defineEndpoint, Problem, z } from '../http';
import { slugParams } from './schema';
import { madeByLink, openApplyLink } from './view';

const TOKEN_HEADER = 'usher-application-token';

/** Stores a file of whoever has proven the address; it goes again unless an application is handed in with it. */
export const postPublicApplyBySlugDocuments = defineEndpoint({
  route: 'post /v1/public/apply/{slug}/documents',
  summary: 'Upload a file to apply with',
  access: 'public',
  audit: { exempt: 'It counts once the application is handed in, which the timeline tells.' },
  params: slugParams,
  headers: z.object({
    'Usher-Application-Token': z.string().openapi({ description: 'The token of the mailed link.' }),
  }),
  query: uploadQuery,
  rawBody: fileBody,
  // Nobody else's file is even read.
  admit: (deps, { headers }) => {
    if (deps.tokens.readApplicationToken(tokenIn(headers, TOKEN_HEADER)) === undefined)
      throw new Problem('not-found');
  },
  responses: { 201: { description: 'The file, or the same one of before.', schema: uploadedDocument } },
  problems: ['not-found', 'invitation-already-open', 'storage-unavailable'],
  async handler({ deps, ip, headers, params, query: { field, name }, raw = Buffer.alloc(0) }) {
    const { program, request } = await openApplyLink(deps, params.slug, tokenIn(headers, TOKEN_HEADER));
    const { invitationId, made } = await madeByLink(deps, request);
    if (made !== undefined) throw new Problem('invitation-already-open');
    await deps.rateLimits.mayUploadToApply({ ip, accountId: program.accountId });
    const stored = await takeIn(deps, {
      accountId: program.accountId,
      program: program.key,
      invitationId,
      uploadedBy: linkHolder({}),
      fields: forInvitee(program.customFields),
      field,
      name,
      content: raw,
    });
    return answerUploaded(stored);
  },
});
