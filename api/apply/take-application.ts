import { defined } from '../../domain/defined';
import { parseEmailAddress } from '../../domain/email-address';
import { invite, type InvitePorts, type InviteRequest } from '../../domain/invitations/invite';
import { checkCustomFieldsInTurns, withoutFiles } from '../../domain/programs/custom-fields';
import { hashPassword } from '../../domain/security/passwords';
import type { InvitationDoc, ProgramDoc, TermsVersionDoc } from '../../models';
import { type ApiDeps, invalid, isUnclear, Problem } from '../http';
import { recordAuditOrigin } from '../http/request-origin';
import { byInvitee } from '../invitations/decisions';
import { consentOf, keepConsent } from '../terms/asked';
import type { UninvitedApplication } from './schema';
import { madeBy, openApplyLink, type OpenedApplyLink } from './view';

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
  const stored = await deps.stores.invitations.findById(madeBy(link.request).invitationId);
  if (stored !== undefined) {
    if (stored.seq === 0) await start(deps, stored, until);
    return stored;
  }
  const request = await requestOf(deps, link, application);
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
  { contact, customFields = {}, termsVersion }: UninvitedApplication,
): Promise<ApplyingRequest> {
  const fields = await checkCustomFieldsInTurns(withoutFiles(program.customFields), customFields, {
    mayFill: ['invitee'],
    mustFill: 'invitee',
  });
  const { accountId, key, defaultRoleKey, customFieldsVersion } = program;
  const { invitationId, ref } = madeBy(request);
  const consent = await consentOf(deps, { _id: invitationId, accountId, program: key }, termsVersion);
  const errors = [...fields.errors, ...consent.errors];
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
  { invitationId, accountId, application: { ref }, input, terms }: ApplyingRequest,
  { contact, password }: UninvitedApplication,
  until: number,
): InvitePorts<InvitationDoc> {
  const { applications, inviteePolicy, invitations } = deps.stores;
  return {
    async alreadyKnown(emailKey) {
      const known = await inviteePolicy.alreadyKnown(accountId, emailKey);
      // Another call with the same link was faster, and is what this one goes on with.
      return known?.kind === 'open' && known.invitationId === invitationId ? undefined : known;
    },
    ready: () => deps.temporal.ensureUsable(),
    async create(invitation) {
      // First, so that no workflow ever runs without what was handed in.
      await applications.create({
        _id: ref,
        invitationId,
        contact: defined(contact),
        customFields: input.customFields,
        passwordHash: password === undefined ? null : await hashPassword(password),
      });
      const stored = await invitations.create(invitation);
      if (!stored.ok) await applications.removeFor(invitationId);
      // What counts later is never without its proof.
      else if (terms !== undefined) await keepConsent(deps, stored.invitation, terms, null);
      return stored;
    },
    // No e-mail goes to the applicant now.
    withAllowance: (_who, work) => work(),
    start: (doc) => start(deps, doc, until),
    mayRun: isUnclear,
    withdraw: async (id) => {
      if (await invitations.withdraw(id)) await applications.removeFor(id);
    },
  };
}

async function start(deps: ApiDeps, doc: InvitationDoc, until: number): Promise<void> {
  await recordAuditOrigin(deps, doc._id, byInvitee().actor);
  await deps.temporal.startInvitation(doc.workflowInput, until);
}
