import { byTimeline, created, defineEndpoint } from '../http';
import { answered } from '../public-invitation/schema';
import { takeApplication } from './take-application';
import { provenApplicant } from './proof';
import { slugParams, uninvitedApplication } from './schema';

/** Hands in an application that nobody asked for. The same link again gets the same answer and makes one partner. */
export const postPublicApplyBySlugApplication = defineEndpoint({
  route: 'post /v1/public/apply/{slug}/application',
  summary: 'Apply without an invitation',
  access: 'public',
  audit: byTimeline,
  provenBy: provenApplicant,
  params: slugParams,
  body: uninvitedApplication,
  responses: { 201: { description: 'The application is there; people or a rule decide.', schema: answered } },
  problems: [
    'already-a-partner',
    'invitation-already-open',
    'not-found',
    'temporal-unavailable',
    'terms-changed',
  ],
  async handler({ deps, params, body: { token, ...rest } }) {
    const { status } = await takeApplication(deps, params.slug, token, rest);
    return created({ status });
  },
});
