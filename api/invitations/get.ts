import type { InvitationDoc } from '../../models';
import { type ApiDeps, defineEndpoint, ok } from '../http';
import { definitionsOf, formOf } from '../public-invitation/view';
import { visibleInvitation } from './visible';
import { presentInvitation, seesAsReceiver } from './view';
import { invitationDetails } from './schema';

/** One invitation, sent or received; those to the own address need no scope. */
export const getInvitationsById = defineEndpoint({
  route: 'get /v1/invitations/{id}',
  summary: 'Show an invitation',
  access: 'signed-in',
  responses: { 200: { description: 'The invitation.', schema: invitationDetails } },
  problems: ['forbidden'],
  async handler({ deps, caller, params }) {
    const doc = await visibleInvitation(deps, caller, params.id);
    const received = seesAsReceiver(doc, caller);
    const [view, terms, fields] = await Promise.all([
      presentInvitation(deps, caller, doc),
      received ? undefined : termsOf(deps, doc),
      received ? formOf(deps, doc) : definitionsOf(deps, doc),
    ]);
    const { requiredApprovals } = doc.workflowInput.policy;
    const unnamed = { programName: null, initialModuleName: null };
    return ok({ ...view, received, requiredApprovals, ...unnamed, ...terms, form: { fields } });
  },
});

/** The names in the program as it is now. */
async function termsOf({ stores }: ApiDeps, { accountId, program: key, initialModule }: InvitationDoc) {
  const program = await stores.programs.find(accountId, key);
  const module = program?.modules.find((one) => one.key === initialModule);
  return { programName: program?.name ?? null, initialModuleName: module?.name ?? null };
}
