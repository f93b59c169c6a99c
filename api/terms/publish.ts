import { newTerms } from '../../domain/terms/terms';
import { defineEndpoint, found, ok } from '../http';
import { terms } from './schema';
import { presentTerms } from './view';
import { getProgramsByKeyTerms } from './get';

/** Publishes the next version, which applicants and partners are asked for from now on. */
export const putProgramsByKeyTerms = defineEndpoint({
  route: 'put /v1/programs/{key}/terms',
  summary: 'Publish terms',
  access: { scope: 'programs:write' },
  edits: getProgramsByKeyTerms,
  audit: 'terms_published',
  body: newTerms,
  responses: {
    200: { description: 'The version; the current one if it says the same.', schema: terms },
  },
  async handler({ deps, caller, params, body }) {
    const { accountId, key } = found(await deps.stores.programs.find(caller.accountId, params.key));
    const publishedBy = caller.userId;
    const { version: doc, isNew } = await deps.stores.terms.publish({
      ...{ accountId, program: key, publishedBy },
      ...body,
    });
    const { version, hash, url, texts } = doc;
    const target = { kind: 'program', id: key };
    const after = { version, hash, url, languages: Object.keys(texts).join(', ') };
    const audit = isNew ? { target, before: null, after } : null;
    return { ...ok(await presentTerms(deps, doc)), audit };
  },
});
