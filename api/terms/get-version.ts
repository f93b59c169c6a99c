import { defineEndpoint, found, ok } from '../http';
import { terms } from './schema';
import { presentTerms } from './view';

/** The exact words of one version. */
export const getProgramsByKeyTermsByVersion = defineEndpoint({
  route: 'get /v1/programs/{key}/terms/{version}',
  summary: 'Show one version of the terms',
  access: { scope: 'programs:read' },
  responses: { 200: { description: 'The version.', schema: terms } },
  async handler({ deps, caller, params }) {
    const { accountId, key } = found(await deps.stores.programs.find(caller.accountId, params.key));
    const version = /^[1-9]\d{0,6}$/.test(params.version) ? Number(params.version) : 0;
    return ok(await presentTerms(deps, found(await deps.stores.terms.find(accountId, key, version))));
  },
});
