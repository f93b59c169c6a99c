import { parseEmailAddress } from '../../domain/email-address';
import { messageIdOf } from '../../workflows/contract';
import { accepted, type ApiDeps, defineEndpoint, invalid, z } from '../http';
import { challengeErrors } from './challenge';
import { applyRequest, slugParams } from './schema';
import { openPage } from './view';

/** Mails the link to the form. The answer, and the work for it, is the same whoever the address belongs to. */
export const postPublicApplyBySlug = defineEndpoint({
  route: 'post /v1/public/apply/{slug}',
  summary: 'Ask for the link to the application form',
  access: 'public',
  audit: {
    exempt: 'It must cost the same whoever the address belongs to; the application itself is audited.',
  },
  params: slugParams,
  body: applyRequest,
  responses: {
    202: {
      description:
        'An e-mail is on its way to the address: the link, or what the account has of the address already.',
      schema: z.object({ status: z.literal('requested') }),
    },
  },
  problems: ['not-found', 'temporal-unavailable'],
  async handler({ deps, params, body, ip }) {
    await askForLink(deps, params.slug, body, ip);
    return accepted({ status: 'requested' });
  },
});

/** @throws {@link Problem} 404, 422 for a challenge that is none, 429, 503 when nothing was mailed */
async function askForLink(
  deps: ApiDeps,
  slug: string,
  { email, challenge, locale = 'en', trap = '' }: z.output<typeof applyRequest>,
  ip: string,
): Promise<void> {
  const { program } = await openPage(deps, slug);
  const errors = challengeErrors(challenge, slug, deps.settings);
  if (errors.length > 0) throw invalid(errors);
  const { accountId, key } = program;
  const address = parseEmailAddress(email);
  await deps.rateLimits.mayAskToApply({ ip, accountId, program: key });
  // Whoever fills in what nobody sees learns nothing from being passed over.
  if (address === undefined || trap !== '') return;
  const id = await deps.stores.applyRequests.create({
    accountId,
    program: key,
    email: address.typed,
    emailKey: address.key,
    locale,
    mayMail: await deps.rateLimits.mayMailApplicant(accountId, address.key),
  });
  const messageId = messageIdOf(id, 'apply-link', 1);
  await deps.temporal.sendUserEmail({
    messageId,
    template: 'apply-link',
    userId: '',
    applyRequestId: id,
    accountId,
  });
}
