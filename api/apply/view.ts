import { madeBy } from '../../domain/invitations/applied';
import { forInvitee } from '../../domain/programs/custom-fields';
import { DEFAULT_PROGRAM } from '../../domain/programs/program';
import type { ApplyRequest, ProgramDoc } from '../../models';
import { shippedLocale } from '../../templates/locales';
import { documentsOf } from '../documents/visible';
import { uploadedDocument } from '../documents/schema';
import { type ApiDeps, found, present, Problem } from '../http';
import { withClosedList } from '../public-invitation/view';
import { shownIn } from '../terms/asked';
import { challengeOf, FORM_WAIT_MS } from './challenge';

/** A program that lets people apply. */
export interface OpenPage {
  readonly program: ProgramDoc;
  readonly slug: string;
  readonly accountName: string;
}

/** The program whose page it is, while it takes applications. @throws {@link Problem} 404 `not-found` */
export async function openPage({ stores }: ApiDeps, slug: string): Promise<OpenPage> {
  const { accountId, program: key } = found(await stores.applySlugs.find(slug));
  const [program, account] = await Promise.all([
    stores.programs.find(accountId, key),
    stores.accounts.find(accountId),
  ]);
  if (program?.takesApplications !== true || program.applySlug !== slug) throw new Problem('not-found');
  return { program, slug, accountName: account?.name ?? '' };
}

/** What everybody sees of it. */
export function presentPage({ settings }: ApiDeps, { program, slug, accountName }: OpenPage) {
  const { brand, key, name } = program;
  return {
    slug,
    accountName,
    programName: key === DEFAULT_PROGRAM ? null : name,
    brand: { logoUrl: brand.logoUrl ?? null, color: brand.color ?? null },
    challenge: challengeOf(slug, settings),
    waitSeconds: FORM_WAIT_MS / 1000,
  };
}

/** A page with a link that was mailed for it. */
export interface OpenedApplyLink extends OpenPage {
  readonly request: ApplyRequest;
}

/**
 * The request behind a mailed link. Unknown, malformed, forged and expired tokens, and those of another program, are
 * the same 404.
 *
 * @throws {@link Problem} 404 `not-found`
 */
export async function openApplyLink(deps: ApiDeps, slug: string, token: string): Promise<OpenedApplyLink> {
  const page = await openPage(deps, slug);
  const { accountId, key } = page.program;
  const link = deps.tokens.readApplicationToken(token);
  const request = link && (await deps.stores.applyRequests.find(link.id));
  const isGenuine = request !== undefined && link?.isFor(request.email) === true;
  if (!isGenuine || request.accountId !== accountId || request.program !== key)
    throw new Problem('not-found');
  return { ...page, request };
}

/** The IDs of what a link makes, and the invitation once it has. */
export async function madeByLink({ stores }: ApiDeps, request: ApplyRequest) {
  const ids = madeBy(request);
  return { ...ids, made: await stores.invitations.findById(ids.invitationId) };
}

/** The form, in the language that was asked in. */
export async function presentForm(
  deps: ApiDeps,
  { program, accountName, request }: OpenedApplyLink,
  emailKey: string,
) {
  const { stores } = deps;
  const { accountId, key } = program;
  const [terms, existing, { made }, documents] = await Promise.all([
    stores.terms.current(accountId, key),
    stores.receiving.existingUser(emailKey),
    madeByLink(deps, request),
    documentsOf(deps, { _id: madeBy(request).invitationId }),
  ]);
  const locale = shippedLocale(request.locale);
  return {
    accountName,
    contactEmail: request.email,
    expiresAt: request.expiresAt.toISOString(),
    locale,
    form: {
      fields: forInvitee(program.customFields).map((field) => withClosedList(field, locale)),
    },
    documents: made === undefined ? documents.map((one) => present(uploadedDocument, one)) : [],
    terms: terms === undefined ? null : shownIn(terms, locale),
    applied: made !== undefined,
    account: existing === undefined ? ('new' as const) : ('existing' as const),
  };
}
