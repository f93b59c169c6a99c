import { defineEndpoint, found, ok } from '../http';
import { termsOfProgram } from './schema';
import { presentEntries, presentTerms } from './view';

/** What a program asks partners to accept, and every version before. */
export const getProgramsByKeyTerms = defineEndpoint({
  route: 'get /v1/programs/{key}/terms',
  summary: 'Show the terms of a program',
  access: { scope: 'programs:read' },
  versioned: true,
  responses: { 200: { description: 'The terms and their versions.', schema: termsOfProgram } },
  async handler({ deps, caller, params }) {
    const { accountId, key } = found(await deps.stores.programs.find(caller.accountId, params.key));
    const [current, versions] = await Promise.all([
      deps.stores.terms.current(accountId, key),
      deps.stores.terms.list(accountId, key),
    ]);
    return ok({
      current: current === undefined ? null : await presentTerms(deps, current),
      versions: await presentEntries(deps, versions),
    });
  },
});
