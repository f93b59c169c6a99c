import { isOpen } from '../../workflows/contract';
import { defineEndpoint, Problem, z } from '../http';
import { formOf, hasToSignIn, openUsableLink } from '../public-invitation/view';
import { fileBody, uploadedDocument, uploadQuery } from './schema';
import { answerUploaded, takeIn, tokenIn } from './take-in';
import { linkHolder } from './visible';

const TOKEN_HEADER = 'usher-invitation-token';

/** Stores a file of whoever holds the link; the ID that comes back is the value of the field. */
export const postPublicInvitationDocuments = defineEndpoint({
  route: 'post /v1/public/invitation/documents',
  summary: 'Upload a file for the application',
  access: 'public',
  audit: { exempt: 'It counts once the application is handed in, which the timeline tells.' },
  headers: z.object({
    'Usher-Invitation-Token': z.string().openapi({ description: 'The token of the link.' }),
  }),
  query: uploadQuery,
  rawBody: fileBody,
  // Nobody else's file is even read.
  admit: (deps, { headers }) => {
    if (deps.tokens.readInvitationToken(tokenIn(headers, TOKEN_HEADER)) === undefined)
      throw new Problem('not-found');
  },
  responses: { 201: { description: 'The file, or the same one of before.', schema: uploadedDocument } },
  problems: [
    'not-found',
    'unauthenticated',
    'invalid-transition',
    'invitation-closed',
    'invitation-expired',
    'link-replaced',
    'storage-unavailable',
  ],
  async handler({ deps, headers, query: { field, name }, raw = Buffer.alloc(0) }) {
    const { invitation } = await openUsableLink(deps, tokenIn(headers, TOKEN_HEADER));
    const { _id, accountId, program, status } = invitation;
    if (!isOpen(status)) throw new Problem('invalid-transition', { currentStatus: status });
    if (await hasToSignIn(deps, invitation)) throw new Problem('unauthenticated');
    const stored = await takeIn(deps, {
      accountId,
      program,
      invitationId: _id,
      uploadedBy: linkHolder(invitation),
      fields: await formOf(deps, invitation),
      field,
      name,
      content: raw,
    });
    return answerUploaded(stored);
  },
});
