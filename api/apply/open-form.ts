import { parseEmailAddress } from '../../domain/email-address';
import { defineEndpoint, ok } from '../http';
import { provenApplicant } from './proof';
import { applyLookup, openedApplication, slugParams } from './schema';
import { openApplyLink, presentForm } from './view';

/** What the holder of a link has to fill in; nothing is kept of it. */
export const postPublicApplyBySlugLookup = defineEndpoint({
  route: 'post /v1/public/apply/{slug}/lookup',
  summary: 'Open the application form by its link',
  access: 'public',
  audit: { exempt: 'It changes nothing.' },
  provenBy: provenApplicant,
  params: slugParams,
  body: applyLookup,
  responses: { 200: { description: 'The form.', schema: openedApplication } },
  problems: ['not-found'],
  async handler({ deps, params, body }) {
    const opened = await openApplyLink(deps, params.slug, body.token);
    const emailKey = parseEmailAddress(opened.request.email)?.key ?? '';
    return ok(await presentForm(deps, opened, emailKey));
  },
});
