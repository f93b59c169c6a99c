import { type FieldError, violation } from '../../domain/field-error';
import type { InvitationDoc, TermsVersionDoc } from '../../models';
import { localeChain } from '../../templates/locales';
import type { ApiDeps } from '../http';
import { currentOrigin, recordAuditOrigin } from '../http/request-origin';

type Asked = Pick<InvitationDoc, '_id' | 'accountId' | 'program'>;

/** The terms that whoever answers the invitation has to accept; nothing where there are none, or they have. */
export async function termsAsked(
  { stores }: ApiDeps,
  { _id, accountId, program }: Asked,
): Promise<TermsVersionDoc | undefined> {
  const current = await stores.terms.current(accountId, program);
  if (current === undefined) return undefined;
  return (await stores.termsAcceptances.isOfInvitation(_id, current.version)) ? undefined : current;
}

/** The terms in the language, or the nearest that they have: a wider one, English, or else their first. */
export function shownIn({ version, texts, url }: TermsVersionDoc, tag: string | null) {
  const wanted = [...localeChain(tag ?? 'en'), 'en'];
  const locale = wanted.find((one) => Object.hasOwn(texts, one)) ?? Object.keys(texts)[0] ?? 'en';
  return { version, locale, text: texts[locale] ?? '', url };
}

/** What the answer to an invitation says about its terms. */
interface Consent {
  /** What is accepted now; nothing where nothing is asked. */
  readonly terms: TermsVersionDoc | undefined;
  readonly errors: readonly FieldError[];
  /** What was read is not what is asked for any more. */
  readonly isOutdated: boolean;
}

/** Holds the version that was read against the one that is asked for at this moment. */
export async function consentOf(
  deps: ApiDeps,
  invitation: Asked,
  read: number | undefined,
): Promise<Consent> {
  const terms = await termsAsked(deps, invitation);
  const isMissing = terms !== undefined && read === undefined;
  return {
    terms,
    errors: isMissing ? [{ pointer: '/termsVersion', ...violation('terms') }] : [],
    isOutdated: terms !== undefined && read !== undefined && read !== terms.version,
  };
}

/**
 * Keeps that the terms were accepted with an application, before the application is stored: whatever breaks off, what
 * counts later is never without its proof.
 */
export async function keepConsent(
  { stores }: ApiDeps,
  { _id: invitationId, locale }: Pick<InvitationDoc, '_id' | 'locale'>,
  terms: TermsVersionDoc | undefined,
  userId: string | null = null,
): Promise<void> {
  if (terms === undefined) return;
  const { accountId, program, version, hash } = terms;
  await stores.termsAcceptances.keep({
    ...{ accountId, program, version, hash, locale: shownIn(terms, locale).locale },
    ...{ source: 'application', invitationId, userId, ip: currentOrigin().ip },
  });
}

/** Tells of what was accepted with an application, unless that was told before. */
export async function noteConsents(deps: ApiDeps, invitation: InvitationDoc): Promise<void> {
  const { invitations, termsAcceptances } = deps.stores;
  if ((await termsAcceptances.ofInvitation(invitation._id)).length === 0) return;
  await recordAuditOrigin(deps, invitation._id, { kind: 'invitee', id: 'invitee' });
  await invitations.noteTerms(invitation);
}

/** Tells of it in the timeline of the invitation, in the audit log and to webhooks, once per user and version. */
export async function noteConsent(
  deps: ApiDeps,
  invitation: InvitationDoc,
  version: number,
  userId: string,
): Promise<void> {
  const actor = { kind: 'user', id: userId } as const;
  await recordAuditOrigin(deps, invitation._id, actor);
  const event = { at: new Date(), type: 'terms_accepted', actor, detail: { version } } as const;
  await deps.stores.invitations.note(invitation, `terms-accepted-${version}-${actor.id}`, event);
}
