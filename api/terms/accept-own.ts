import { byTimeline, defineEndpoint, found, ok, Problem, scalars, speaksForUser, z } from '../http';
import { currentOrigin } from '../http/request-origin';
import { noteConsent, shownIn } from './asked';
import { termsOf } from './own';
import { termsVersion } from './schema';

const accepted = z
  .object({ accountId: z.string(), program: z.string(), version: z.int() })
  .openapi('AcceptedTerms');

/** Accepts, for the signed-in user, the version that was read. The same version again is the same acceptance. */
export const postMeTermsAccept = defineEndpoint({
  route: 'post /v1/me/terms/accept',
  summary: 'Accept terms',
  access: 'signed-in',
  audit: byTimeline,
  body: z.strictObject({
    accountId: scalars.pathId,
    program: scalars.key,
    version: termsVersion,
    locale: scalars.locale.default('en').openapi({ description: 'The language in which they were read.' }),
  }),
  responses: { 200: { description: 'Accepted, now or before.', schema: accepted } },
  problems: ['forbidden', 'not-found', 'terms-changed'],
  async handler({ deps, caller, body: { accountId, program, version, locale } }) {
    if (!speaksForUser(caller)) throw new Problem('forbidden');
    const { terms, invitation, isAccepted } = found(
      (await termsOf(deps, caller)).find(
        (one) => one.terms.accountId === accountId && one.terms.program === program,
      ),
    );
    if (terms.version !== version) throw new Problem('terms-changed');
    if (!isAccepted) {
      const { userId } = caller;
      await deps.stores.termsAcceptances.keep({
        ...{ accountId, program, version, hash: terms.hash, locale: shownIn(terms, locale).locale },
        ...{ source: 'sign-in', invitationId: invitation._id, userId, ip: currentOrigin().ip },
      });
      await noteConsent(deps, invitation, version, userId);
    }
    return ok({ accountId, program, version });
  },
});
