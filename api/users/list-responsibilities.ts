import { INVITATION_STATUSES } from '../../workflows/contract';
import { defineEndpoint, ok } from '../http/endpoint';
import { responsibilitiesOf } from './hand-over';
import { ownMember } from './view';
import { byId } from '../invitations/schema';
import { z } from '../http/schemas/zod';

const responsibilities = z
  .object({
    openInvitations: z.int(),
    invitations: z
      .array(z.object({ id: z.string(), partnerName: z.string(), status: z.enum(INVITATION_STATUSES) }))
      .openapi({ description: 'The newest 25 of them.' }),
    apiKeys: z.int().openapi({ description: 'Keys that would die with the membership.' }),
  })
  .openapi('Responsibilities');

/** What removing a user, or giving them a lower role, touches. */
export const getUsersByIdResponsibilities = defineEndpoint({
  method: 'get',
  path: '/v1/users/{id}/responsibilities',
  summary: 'Show what a user stands for',
  tag: 'people',
  access: { scope: 'users:write' },
  params: byId,
  responses: { 200: { description: 'Open invitations and keys.', schema: responsibilities } },
  async handler({ deps, caller, params }) {
    await ownMember(deps, caller, params.id);
    return ok(await responsibilitiesOf(deps, caller, params.id));
  },
});
