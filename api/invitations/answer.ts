import { hashPassword } from '../../domain/security/passwords';
import type { InvitationDoc } from '../../models';
import { isOpen, type AcceptInput, type DeclineInput, type RemindLaterInput } from '../../workflows/contract';
import { type ApiDeps, type Caller, invalid, Problem, speaksForUser } from '../http';
import { PENDING } from '../../domain/invitations/views';
import { checkCustomFieldsInTurns } from '../../domain/programs/custom-fields';
import { fileErrors, handIn } from '../documents/answers';
import { decisionIdOf } from '../temporal/send-decision';
import type { Application } from '../public-invitation/schema';
import { isInvitee } from '../../domain/invitations/allowed-actions';
import { defined } from '../../domain/defined';
import { byInvitee, byUser, decide, type Decided, keepReason } from './decisions';
import { definitionsOf, hasToSignIn, openLink, openUsableLink, whyUnusable } from '../public-invitation/view';
import { consentOf, keepConsent, noteConsents } from '../terms/asked';
import { accountToJoin } from './receiving';

/** Statuses that an accepted invitation can be in, the good ending included. */
const ACCEPTED: readonly InvitationDoc['status'][] = [...PENDING, 'active'];

/** The link says accept. The same link again is the same decision and gets the same answer. */
export async function acceptByLink(deps: ApiDeps, token: string, application: Application): Promise<Decided> {
  const { invitation, version } = await openUsableLink(deps, token);
  const again = invitation.acceptedBy?.kind === 'invitee';
  if (!again && (await hasToSignIn(deps, invitation))) throw new Problem('unauthenticated');
  const stored = again ? {} : { applicationRef: await keepApplication(deps, invitation, application) };
  return accept(deps, invitation, { tokenVersion: version, ...stored, ...byInvitee() });
}

/** A signed-in user accepts for the account they are signed in to (see {@link accountToJoin}). */
export async function acceptAsReceiver(
  deps: ApiDeps,
  caller: Caller,
  invitation: InvitationDoc,
  application: Application,
): Promise<Decided> {
  requireInvitee(invitation, caller);
  const again = invitation.acceptedBy?.id === caller.userId;
  const filledIn = !again && isOpen(invitation.status);
  const stored = filledIn
    ? { applicationRef: await keepApplication(deps, invitation, application, caller.userId) }
    : {};
  // Whoever is to be added to a partner commits no account of their own.
  const isAdded = Boolean(invitation.addToPartnershipId);
  const partnerAccountId = isAdded ? undefined : await accountToJoin(deps, caller, invitation);
  const joins = partnerAccountId === undefined ? {} : { partnerAccountId };
  return accept(deps, invitation, { ...joins, ...stored, ...byUser(caller) });
}

/** Being the invited user is all it takes; the account's scopes are about what others were sent. */
function requireInvitee(invitation: InvitationDoc, caller: Caller): void {
  if (!isInvitee(invitation, caller) || !speaksForUser(caller)) throw new Problem('forbidden');
}

/** The same answer is the same decision; one to what an approver asked for since is another. */
function acceptanceOf({ _id, returnCount = 0 }: InvitationDoc): string {
  return returnCount === 0 ? `accept.${_id}` : `accept.${_id}.${returnCount}`;
}

function accept(
  deps: ApiDeps,
  invitation: InvitationDoc,
  input: Omit<AcceptInput, 'decisionId'>,
): Promise<Decided> {
  const decision: AcceptInput = {
    decisionId: acceptanceOf(invitation),
    ...addressOf(invitation),
    ...input,
  };
  const alreadyDone = invitation.acceptedBy === null ? [] : ACCEPTED;
  return decide(deps, { invitation, name: 'acceptInvitation', decision, alreadyDone, toInvitee: true });
}

/** The link says no. */
export async function declineByLink(
  deps: ApiDeps,
  token: string,
  reason: string | undefined,
): Promise<Decided> {
  const link = await openLink(deps, token);
  const unusable = whyUnusable(link);
  if (unusable !== undefined && link.invitation.status !== 'declined') throw unusable;
  return decline(deps, link.invitation, reason, { tokenVersion: link.version, ...byInvitee() });
}

/** A signed-in user declines; to the sender it is the contact who did, not a user of some account. */
export async function declineAsReceiver(
  deps: ApiDeps,
  caller: Caller,
  invitation: InvitationDoc,
  reason: string | undefined,
): Promise<Decided> {
  requireInvitee(invitation, caller);
  return decline(deps, invitation, reason, byInvitee());
}

async function decline(
  deps: ApiDeps,
  invitation: InvitationDoc,
  reason: string | undefined,
  input: Omit<DeclineInput, 'decisionId'>,
): Promise<Decided> {
  const decisionId = `decline.${invitation._id}`;
  const decision: DeclineInput = {
    decisionId,
    ...addressOf(invitation),
    ...input,
    ...(await keepReason(deps, invitation, decisionId, reason)),
  };
  return decide(deps, {
    invitation,
    name: 'declineInvitation',
    decision,
    alreadyDone: ['declined'],
    toInvitee: true,
  });
}

/** An answer counts for the address that was proven to us and no other, should it be changed meanwhile. */
function addressOf({ addressVersion }: InvitationDoc): Pick<AcceptInput, 'addressVersion'> {
  return { addressVersion: addressVersion ?? 1 };
}

/** Asks for one more reminder after the duration. */
export async function remindLaterByLink(
  deps: ApiDeps,
  token: string,
  after: string,
  idempotencyKey: string | undefined,
): Promise<Decided> {
  const { invitation } = await openUsableLink(deps, token);
  const decision: RemindLaterInput = {
    decisionId: decisionIdOf('remind-later', invitation._id, 'invitee', idempotencyKey),
    in: after,
    ...byInvitee(),
  };
  return decide(deps, { invitation, name: 'remindLater', decision, toInvitee: true });
}

async function keepApplication(
  deps: ApiDeps,
  invitation: InvitationDoc,
  { contact, customFields, password, termsVersion }: Application,
  userId?: string,
): Promise<string> {
  const fields = await definitionsOf(deps, invitation);
  const checked = await checkCustomFieldsInTurns(fields, customFields ?? {}, {
    mayFill: ['invitee'],
    mustFill: 'invitee',
    known: invitation.customFields,
  });
  const { _id, accountId, program } = invitation;
  const answering = { accountId, program, invitationIds: [_id], userId };
  const wrongFiles = await fileErrors(deps.stores.documents, answering, fields, checked.values);
  const consent = await consentOf(deps, invitation, termsVersion);
  const errors = [...checked.errors, ...wrongFiles, ...consent.errors];
  if (errors.length > 0) throw invalid(errors);
  if (consent.isOutdated) throw new Problem('terms-changed');
  await handIn(deps, invitation, fields, checked.values);
  await keepConsent(deps, invitation, consent.terms, userId);
  const applicationRef = await deps.stores.applications.create({
    invitationId: invitation._id,
    contact: defined(contact ?? {}),
    customFields: checked.values,
    passwordHash:
      password === undefined ? await formerPassword(deps, invitation) : await hashPassword(password),
  });
  await noteConsents(deps, invitation);
  return applicationRef;
}

/** Whoever completes an application need not choose a password again. */
async function formerPassword(
  { stores }: ApiDeps,
  { _id, applicationRef }: InvitationDoc,
): Promise<string | null> {
  const former = applicationRef === null ? undefined : await stores.applications.find(_id, applicationRef);
  return former?.passwordHash ?? null;
}
