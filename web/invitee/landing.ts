import type { Request, Response } from 'express';
import { isOpen } from '../../workflows/contract';
import { formatDeadline, SHIPPED_LOCALES, shippedLocale, type ShippedLocale } from '../../templates/locales';
import type { Invitation as InvitationDoc } from '../../domain/invitations/invitation';
import { brandLook, type BrandLook } from '../../templates/brand';
import type { Notice } from '../../templates/pages';
import { isInvitee } from '../../domain/invitations/allowed-actions';
import type { ApiDeps } from '../../api/deps';
import { callerOfSession } from '../../api/http/authenticate';
import {
  hasToSignIn,
  ignoreUnknown,
  inviterOf,
  joinedPartner,
  type OpenedLink,
  openLink,
  questionOf,
  whyUnusable,
} from '../../api/public-invitation/view';
import type { Problem } from '../../api/http/problem';
import { brandKey } from '../kit/assets';
import { shownLogo } from '../kit/page-headers';
import { csrfTokenOf, type LinkVisit } from './link-cookie';

/** How an invitation looks to whoever holds its link; everything but `open` and `signIn` ends the visit. */
export type LinkState =
  | 'open'
  | 'signIn'
  | Extract<
      Notice,
      'unknown' | 'expired' | 'replaced' | 'revoked' | 'declined' | 'rejected' | 'accepted' | 'active'
    >;

/** Values that every page shows or is styled by. */
export interface PageTheme {
  readonly csrf: string | undefined;
  readonly inviterAccountName: string;
  readonly inviterName: string;
  readonly brand: BrandLook;
  readonly brandKey: string;
}

/** One request, with how its page looks. */
export interface LinkContext extends LinkVisit {
  readonly locale: ShippedLocale;
  readonly theme: PageTheme;
}

/** One request by the holder of an invitation's link. */
export interface InviteeContext extends LinkContext {
  readonly state: LinkState;
  /** What an approver asks for, while the application is returned. */
  readonly question?: string | null;
  /** The partner whose account the contact is added to. */
  readonly joins?: string | null;
  /** Absent when the link is not genuine. */
  readonly link: OpenedLink | undefined;
}

/** Reads what a link opens; changes nothing. */
export async function contextOf(
  deps: ApiDeps,
  request: Request,
  response: Response,
  token: string,
): Promise<InviteeContext> {
  const common = { deps, request, response, token };
  const link = await openLink(deps, token).catch(ignoreUnknown);
  if (link === undefined) {
    return { ...common, state: 'unknown', locale: askedLocale(request), theme: plainTheme(), link };
  }
  const { invitation } = link;
  const [state, theme, question, joins] = await Promise.all([
    stateOf(deps, link),
    themeOf(deps, invitation, token),
    questionOf(deps, invitation),
    joinedPartner(deps, invitation),
  ]);
  return { ...common, state, locale: shippedLocale(invitation.locale), theme, link, question, joins };
}

/** The page of somebody whose link is not known. */
export function plainTheme(): PageTheme {
  const brand = brandLook({});
  return { csrf: undefined, inviterAccountName: '', inviterName: '', brand, brandKey: brandKey(brand.color) };
}

/** The theme of the account and program that invited. */
export async function themeOf(deps: ApiDeps, invitation: InvitationDoc, token: string): Promise<PageTheme> {
  const { brand, ...inviter } = await inviterOf(deps, invitation);
  return themeBy(deps, inviter, brand, token);
}

/** The theme of a brand, and in whose name the page speaks. */
export function themeBy(
  deps: ApiDeps,
  inviter: Pick<PageTheme, 'inviterAccountName' | 'inviterName'>,
  chosen: Parameters<typeof brandLook>[0],
  token: string,
): PageTheme {
  const brand = brandLook(chosen);
  return {
    csrf: csrfTokenOf(token, deps.settings),
    ...inviter,
    brand: { ...brand, logoUrl: shownLogo(deps.settings, brand.logoUrl) },
    brandKey: brandKey(brand.color),
  };
}

/** Who is signed in here: the invited user, somebody else, or, mostly, nobody. */
export async function signedInUserOf({ deps, request }: InviteeContext, invitation: InvitationDoc) {
  const caller = await callerOfSession(deps, request);
  if (caller === undefined) return {};
  if (isInvitee(invitation, caller)) return { isInvitee: true };
  const { emailKey: signedInAs, csrfToken: sessionCsrf } = caller;
  return { otherUser: { contactEmail: invitation.contactEmail, signedInAs, sessionCsrf } };
}

/** What the landing page says about an invitation that waits for an answer. */
export function landingData(invitation: InvitationDoc) {
  return {
    partnerName: invitation.partnerName,
    contactFirstName: invitation.contactFirstName,
    contactLastName: invitation.contactLastName,
    message: invitation.message,
    expiresOn: formatDeadline(invitation.expiresAt.toISOString(), invitation.locale),
  };
}

/** The shipped language that the browser asks for first. */
export function askedLocale(request: Request): ShippedLocale {
  const asked = request.acceptsLanguages([...SHIPPED_LOCALES]);
  return shippedLocale(typeof asked === 'string' ? asked : 'en');
}

async function stateOf(deps: ApiDeps, link: OpenedLink): Promise<LinkState> {
  const unusable = whyUnusable(link);
  if (unusable !== undefined) return closedState(unusable, link.invitation);
  const { status } = link.invitation;
  if (status === 'active') return 'active';
  if (isOpen(status)) return (await hasToSignIn(deps, link.invitation)) ? 'signIn' : 'open';
  return 'accepted';
}

function closedState({ code }: Problem, { status }: InvitationDoc): LinkState {
  if (code === 'link-replaced') return 'replaced';
  if (code === 'invitation-expired') return 'expired';
  return status === 'declined' || status === 'rejected' ? status : 'revoked';
}
