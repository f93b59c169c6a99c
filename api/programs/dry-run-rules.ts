import { parseEmailAddress } from '../../models';
import { defineEndpoint, ok } from '../http/endpoint';
import { ownProgram } from './view';
import { byKey } from './schema';
import * as scalars from '../http/schemas/scalars';
import { z } from '../http/schemas/zod';

const applicant = z.strictObject({
  partnerName: scalars.line().optional(),
  contactEmail: scalars.email,
  country: scalars.country.optional(),
});

const verdict = z.object({
  ruleId: z.string().nullable().openapi({ description: 'Null: no rule fired, autoOnboarding decides.' }),
  outcome: z.enum(['approve', 'review', 'reject']),
});

/** What the saved rules would say if the caller had invited this contact; nothing is changed. */
export const postProgramsByKeyRulesDryRun = defineEndpoint({
  method: 'post',
  path: '/v1/programs/{key}/rules/dry-run',
  summary: 'Try the approval rules',
  tag: 'programs',
  access: { scope: 'programs:read' },
  audit: { exempt: 'A dry run changes nothing.' },
  params: byKey,
  body: applicant,
  responses: { 200: { description: 'The verdict.', schema: verdict } },
  async handler({ deps, caller, params, body }) {
    const { key } = await ownProgram(deps, caller, params.key);
    const { outcome, ruleId = null } = await deps.stores.approvalPolicy.evaluateFor(caller.accountId, key, {
      emailKey: parseEmailAddress(body.contactEmail)?.key ?? '',
      country: body.country,
      inviterId: caller.userId,
    });
    return ok({ ruleId, outcome });
  },
});
