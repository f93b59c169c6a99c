import { defineEndpoint, found, noContent } from '../http';

/** Asks nobody any more; what was published and accepted stays. */
export const deleteProgramsByKeyTerms = defineEndpoint({
  route: 'delete /v1/programs/{key}/terms',
  summary: 'Withdraw the terms',
  access: { scope: 'programs:write' },
  audit: 'terms_withdrawn',
  responses: { 204: { description: 'Nobody is asked any more.' } },
  async handler({ deps, caller, params }) {
    const { accountId, key } = found(await deps.stores.programs.find(caller.accountId, params.key));
    const { version } = found(
      await deps.stores.terms.withdraw({ accountId, program: key, publishedBy: caller.userId }),
    );
    return { ...noContent(), audit: { target: { kind: 'program', id: key }, after: { version } } };
  },
});
