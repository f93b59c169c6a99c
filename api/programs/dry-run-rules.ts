import { parseEmailAddress } from '../../domain/email-address';
import { defineEndpoint, found, ok, scalars, z } from '../http';

const applicant = z.strictObject({
  partnerName: scalars.line().optional(),
  contactEmail: scalars.email,
  country: scalars.country.optional(),
  applied: z
    .boolean()
    .optional()
    .openapi({ description: 'As if the contact had applied without an invitation.' }),
});

const verdict = z.object({
  ruleId: z.string().nullable().openapi({
    description: 'Null: no rule fired; autoOnboarding decides, and people where the contact applied.',
  }),
  outcome: z.enum(['approve', 'review', 'reject']),
  addTo: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .openapi({ description: 'The partner that an approved applicant is added to; null for a new one.' }),
});

/** What the saved rules would say if the caller had invited this contact; nothing is changed. */
export const postProgramsByKeyRulesDryRun = defineEndpoint({
  route: 'post /v1/programs/{key}/rules/dry-run',
  summary: 'Try the approval rules',
  access: { scope: 'programs:read' },
  audit: { exempt: 'A dry run changes nothing.' },
  body: applicant,
  responses: { 200: { description: 'The verdict.', schema: verdict } },
  async handler({ deps, caller, params, body }) {
    const { key } = found(await deps.stores.programs.find(caller.accountId, params.key));
    const { approvalPolicy, partnerships } = deps.stores;
    const applicant = {
      emailKey: parseEmailAddress(body.contactEmail)?.key ?? '',
      country: body.country,
      ...(body.applied === true
        ? { inviterId: '', origin: 'application' as const }
        : { inviterId: caller.userId }),
    };
    const verdict = await approvalPolicy.evaluateFor(caller.accountId, key, applicant);
    const { outcome, ruleId = null, addToPartnershipId: id } = verdict;
    const partner = id === undefined ? undefined : await partnerships.find(caller.accountId, id);
    const addTo = partner === undefined ? null : { id: partner._id, name: partner.partnerName };
    return ok({ ruleId, outcome, addTo });
  },
});
