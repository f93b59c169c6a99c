import { defineEndpoint, ok } from '../http';
import { applyPage, slugParams } from './schema';
import { openPage, presentPage } from './view';

/** What somebody sees who may want to apply. */
export const getPublicApplyBySlug = defineEndpoint({
  route: 'get /v1/public/apply/{slug}',
  summary: 'Show the page on which anybody may apply',
  access: 'public',
  params: slugParams,
  responses: { 200: { description: 'The page.', schema: applyPage } },
  problems: ['not-found'],
  handler: async ({ deps, params }) => ok(presentPage(deps, await openPage(deps, params.slug))),
});
