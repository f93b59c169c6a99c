import { isOpen } from '../../workflows/contract';
import { isInvitee } from '../../domain/invitations/allowed-actions';
import { forInvitee } from '../../domain/programs/custom-fields';
import type { InvitationDoc } from '../../models';
import {
  type Caller,
  created,
  defineEndpoint,
  invalid,
  may,
  present,
  Problem,
  speaksForUser,
  z,
} from '../http';
import { visibleInvitation, type SignedInCall } from '../invitations/visible';
import { definitionsOf } from '../public-invitation/view';
import { documentView, fileBody, uploadQuery } from './schema';
import { takeIn, type Upload } from './take-in';

const query = uploadQuery.extend({
  invitation: z.string().min(1).max(100).optional().openapi({
    description: 'The invitation whose field it answers: one of the account, or one to the own address.',
  }),
  program: uploadQuery.shape.field.optional().openapi({
    description: 'Without an invitation: the program of one that is still to be made.',
  }),
});

/** Stores a file; the ID that comes back is the value of the field. */
export const postDocuments = defineEndpoint({
  route: 'post /v1/documents',
  summary: 'Upload a file for a custom field',
  access: 'signed-in',
  audit: 'document_uploaded',
  query,
  rawBody: fileBody,
  responses: { 201: { description: 'The file, or the same one of before.', schema: documentView } },
  problems: ['forbidden', 'not-found', 'storage-unavailable'],
  async handler(call) {
    const { deps, caller, raw = Buffer.alloc(0) } = call;
    const { field, name, invitation, program } = call.query;
    const target =
      invitation === undefined ? await ofProgram(call, program) : await ofInvitation(call, invitation);
    const stored = await takeIn(deps, {
      ...target,
      uploadedBy: { kind: 'user', id: caller.userId },
      field,
      name,
      content: raw,
    });
    return {
      ...created(present(documentView, { ...stored, state: shown(stored.state) })),
      audit: { target: { kind: 'document', id: stored._id } },
    };
  },
});

/** One that is being removed is the business of nobody. */
const shown = (state: string) => (state === 'clean' ? ('clean' as const) : ('pending' as const));

type Target = Pick<Upload, 'accountId' | 'program' | 'invitationId' | 'fields'>;

/** For an invitation that is still to be made. */
async function ofProgram({ deps, caller }: SignedInCall, key: string | undefined): Promise<Target> {
  if (!may(caller, 'invitations:write')) throw new Problem('forbidden');
  const program = await deps.stores.programs.find(caller.accountId, key ?? 'default');
  if (program === undefined) throw invalid([{ pointer: '/program', detail: 'There is no such program.' }]);
  const fields = program.customFields.filter(({ filledBy }) => filledBy !== 'reviewer');
  return { accountId: caller.accountId, program: program.key, invitationId: undefined, fields };
}

/** Whoever edits an invitation answers every field, whoever received it those of the invitee. */
async function ofInvitation({ deps, caller }: SignedInCall, id: string): Promise<Target> {
  const invitation = await visibleInvitation(deps, caller, id);
  const { _id, accountId, program, status } = invitation;
  const edits = accountId === caller.accountId && may(caller, 'invitations:write', 'invitations:correct');
  if (!edits && !answers(invitation, caller)) throw new Problem('forbidden');
  if (!edits && !isOpen(status)) throw new Problem('forbidden');
  const fields = await definitionsOf(deps, invitation);
  return { accountId, program, invitationId: _id, fields: edits ? fields : forInvitee(fields) };
}

const answers = (invitation: InvitationDoc, caller: Caller): boolean =>
  isInvitee(invitation, caller) && speaksForUser(caller);
