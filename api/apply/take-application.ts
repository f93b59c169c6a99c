import { defined } from '../../domain/defined';
import { parseEmailAddress } from '../../domain/email-address';
import { invite, type InvitePorts, type InviteRequest } from '../../domain/invitations/invite';
import { checkCustomFieldsInTurns } from '../../domain/programs/custom-fields';
import { hashPassword } from '../../domain/security/passwords';
import type { InvitationDoc, ProgramDoc, TermsVersionDoc } from '../../models';
import { type ApiDeps, invalid, isUnclear, Problem } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { byInvitee } from '../invitations/decisions';
import { fileErrors, handIn } from '../documents/answers';
import { consentOf, keepConsent, noteConsents } from '../terms/asked';
import type { UninvitedApplication } from './schema';
import { madeByLink, openApplyLink, type OpenedApplyLink } from './view';

/** Storing and starting together; 3 s are promised for the whole call. */
const WITHIN_MS = 2_700;

/**
 * Makes an invitation out of an application that no invitation asked for, and starts its workflow as accepted. All IDs
 * come from the mailed link, so that it makes one however often it is used.
 *
 * @throws {@link Problem} 404 for a link that is none, 409 when the account has the address already, 422, 503
 */
export async function takeApplication(
  deps: ApiDeps,
  slug: string,
  token: string,
  application: UninvitedApplication,
): Promise<InvitationDoc> {
  const until = Date.now() + WITHIN_MS;
  const link = await openApplyLink(deps, slug, token);
  const { made, ...ids } = await madeByLink(deps, link.request);
  if (made !== undefined) {
    if (made.seq === 0) await resume(deps, made, until);
    return made;
  }
  const request = await requestOf(deps, link, ids, application);
  const result = await invite(portsOf(deps, request, application, until), request);
  if (result.kind === 'invited') return result.invitation;
  // The invitation is not named: its link went to the owner of the address, by mail.
  throw new Problem(result.kind === 'partner' ? 'already-a-partner' : 'invitation-already-open');
}

interface ApplyingRequest extends InviteRequest {
  readonly application: NonNullable<InviteRequest['application']>;
  /** What is accepted with the application; nothing where nothing is asked. */
  readonly terms: TermsVersionDoc | undefined;
}

async function requestOf(
  deps: ApiDeps,
  { program, request }: OpenedApplyLink,
  { invitationId, ref }: { readonly invitationId: string; readonly ref: string },
  { contact, customFields = {}, termsVersion }: UninvitedApplication,
): Promise<ApplyingRequest> {
  const fields = await checkCustomFieldsInTurns(program.customFields, customFields, {
    mayFill: ['invitee'],
    mustFill: 'invitee',
  });
  const { accountId, key, defaultRoleKey, customFieldsVersion } = program;
  const answering = { accountId, program: key, invitationIds: [invitationId] };
  const files = await fileErrors(deps.stores.documents, answering, program.customFields, fields.values);
  const consent = await consentOf(deps, { _id: invitationId, accountId, program: key }, termsVersion);
  const errors = [...fields.errors, ...files, ...consent.errors];
  if (errors.length > 0) throw invalid(errors);
  if (consent.isOutdated) throw new Problem('terms-changed');
  return {
    invitationId,
    accountId,
    inviterId: '',
    emailKey: parseEmailAddress(request.email)?.key ?? '',
    program,
    input: {
      ...defined(contact),
      contactEmail: request.email,
      locale: request.locale,
      program: key,
      roleKey: defaultRoleKey,
      customFields: fields.values,
      customFieldsVersion,
    },
    terms: consent.terms,
    application: { ref, responsibleId: await responsibleFor(deps, program) },
  };
}

/** Whoever let people apply, as long as they are in the account. */
async function responsibleFor({ stores }: ApiDeps, program: ProgramDoc): Promise<string | null> {
  const { accountId, applicationsOpenedBy: userId = null } = program;
  const membership = userId === null ? undefined : await stores.memberships.find(accountId, userId);
  return membership === undefined ? null : userId;
}

function portsOf(
  deps: ApiDeps,
  request: ApplyingRequest,
  application: UninvitedApplication,
  until: number,
): InvitePorts<InvitationDoc> {
  const { inviteePolicy, invitations } = deps.stores;
  const { invitationId, accountId } = request;
  return {
    async alreadyKnown(emailKey) {
      const known = await inviteePolicy.alreadyKnown(accountId, emailKey);
      // Another call with the same link was faster, and is what this one goes on with.
      return known?.kind === 'open' && known.invitationId === invitationId ? undefined : known;
    },
    ready: () => deps.temporal.ensureUsable(),
    async create(invitation) {
      await keepAnswers(deps, request, application);
      const stored = await invitations.create(invitation);
      if (stored.ok) await claim(deps, request, stored.invitation);
      else await forgetAnswers(deps, request);
      return stored;
    },
    // No e-mail goes to the applicant now.
    withAllowance: (_who, work) => work(),
    start: (doc) => start(deps, doc, until),
    mayRun: isUnclear,
    withdraw: async (id) => {
      if (await invitations.withdraw(id)) await forgetAnswers(deps, request);
    },
  };
}

/**
 * Keeps what is handed in before there is an invitation, so that no workflow ever runs without it, and nothing counts
 * without the proof that its terms were accepted. What a crash leaves goes with the upkeep.
 */
async function keepAnswers(
  deps: ApiDeps,
  { invitationId, accountId, application: { ref }, input, program, terms }: ApplyingRequest,
  { contact, password }: UninvitedApplication,
): Promise<void> {
  const { customFields, locale = 'en' } = input;
  await deps.stores.applications.createUnclaimed({
    _id: ref,
    invitationId,
    contact: defined(contact),
    customFields,
    passwordHash: password === undefined ? null : await hashPassword(password),
  });
  const invitation = { _id: invitationId, accountId, locale };
  await handIn(deps, invitation, program.customFields, customFields);
  await keepConsent(deps, invitation, terms);
}

async function claim(
  deps: ApiDeps,
  { application: { ref } }: ApplyingRequest,
  invitation: InvitationDoc,
): Promise<void> {
  await deps.stores.applications.claim(ref);
  await noteConsents(deps, invitation);
}

async function forgetAnswers({ stores }: ApiDeps, { invitationId }: ApplyingRequest): Promise<void> {
  await stores.documents.removeOf(invitationId);
  await stores.termsAcceptances.removeOfInvitation(invitationId);
  await stores.applications.removeFor(invitationId);
}

/** Goes on where a call with the same link broke off. */
async function resume(deps: ApiDeps, doc: InvitationDoc, until: number): Promise<void> {
  await deps.stores.invitations.resumeCreate(doc.accountId, doc._id);
  await start(deps, doc, until);
}

async function start(deps: ApiDeps, doc: InvitationDoc, until: number): Promise<void> {
  await recordAuditOrigin(deps, doc._id, byInvitee().actor);
  await deps.temporal.startInvitation(doc.workflowInput, until);
}
