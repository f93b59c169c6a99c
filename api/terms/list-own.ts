import { type ApiDeps, type Caller, defineEndpoint, ok, page, present, scalars, z } from '../http';
import { shownIn } from './asked';
import { termsOf } from './own';
import { ownTerms } from './schema';

/** What the caller has still to accept, of every account that theirs is a partner of. */
export const getMeTerms = defineEndpoint({
  route: 'get /v1/me/terms',
  summary: 'Show the terms that wait to be accepted',
  access: 'signed-in',
  query: z.strictObject({ locale: scalars.locale.default('en') }),
  responses: { 200: { description: 'Empty where nothing waits.', schema: page(ownTerms) } },
  async handler({ deps, caller, query: { locale } }) {
    return ok({ items: await pendingTerms(deps, caller, locale), nextCursor: null });
  },
});

async function pendingTerms(deps: ApiDeps, caller: Caller, locale: string) {
  const pending = (await termsOf(deps, caller)).filter(({ isAccepted }) => !isAccepted);
  const accounts = await deps.stores.accounts.findMany(pending.map(({ terms }) => terms.accountId));
  const items = await Promise.all(
    pending.map(async ({ terms }) => {
      const program = await deps.stores.programs.find(terms.accountId, terms.program);
      return present(ownTerms, {
        ...shownIn(terms, locale),
        account: {
          id: terms.accountId,
          name: accounts.find(({ _id }) => _id === terms.accountId)?.name ?? '',
        },
        program: { key: terms.program, name: program?.name ?? terms.program },
        publishedAt: terms.publishedAt,
      });
    }),
  );
  return items.sort((a, b) => a.account.name.localeCompare(b.account.name));
}
