import { forInvitee } from '../../domain/programs/custom-fields';
import { customFieldsOf, type InvitationDoc, type ProgramDoc } from '../../models';
import { isOpen } from '../../workflows/contract';
import { documentsOf } from '../documents/visible';
import { documentView } from '../documents/schema';
import { defineEndpoint, ok, present } from '../http';
import { shownIn, termsAsked } from '../terms/asked';
import { setUpOf } from './set-up';
import { visibleInvitation } from './visible';
import { presentInvitation, seesAsReceiver } from './view';
import { invitationDetails, invitedAs } from './schema';

/** One invitation, sent or received; those to the own address need no scope. */
export const getInvitationsById = defineEndpoint({
  route: 'get /v1/invitations/{id}',
  summary: 'Show an invitation',
  access: 'signed-in',
  versioned: true,
  responses: { 200: { description: 'The invitation.', schema: invitationDetails } },
  problems: ['forbidden'],
  async handler({ deps, caller, params }) {
    const doc = await visibleInvitation(deps, caller, params.id);
    const received = seesAsReceiver(doc, caller);
    const [view, program, documents, terms, setUp] = await Promise.all([
      presentInvitation(deps, caller, doc),
      deps.stores.programs.find(doc.accountId, doc.program),
      received ? [] : documentsOf(deps, doc),
      received && isOpen(doc.status) ? termsAsked(deps, doc) : undefined,
      received ? null : setUpOf(deps, doc),
    ]);
    const fields = customFieldsOf(program, doc.customFieldsVersion);
    return ok({
      ...view,
      received,
      terms: terms === undefined ? null : shownIn(terms, doc.locale),
      requiredApprovals: doc.workflowInput.policy.requiredApprovals,
      ...(received ? UNNAMED : namesOf(program, doc)),
      setUp,
      invited: received || !doc.invitedAs ? null : present(invitedAs, doc.invitedAs),
      form: { fields: received ? forInvitee(fields) : fields },
      // What was not handed in is nobody else's business yet.
      documents: documents
        .filter(({ handedInAt }) => handedInAt !== null)
        .map((document) => present(documentView, document)),
    });
  },
});

const UNNAMED = { programName: null, initialModuleName: null };

/** The names in the program as it is now. */
function namesOf(program: ProgramDoc | undefined, { initialModule }: InvitationDoc) {
  const module = program?.modules.find((one) => one.key === initialModule);
  return { programName: program?.name ?? null, initialModuleName: module?.name ?? null };
}
