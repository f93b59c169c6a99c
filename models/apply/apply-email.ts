import { parseEmailAddress } from '../../domain/email-address';
import { InviteePolicy } from '../../domain/invitations/invitee-policy';
import type { ApplicantState, UserEmailData } from '../../domain/ports';
import { isOpen } from '../../workflows/contract';
import { compact } from '../email/email-messages';
import { isUndeliverable } from '../email/suppressions';
import type { StoreSet } from '../stores';

type ApplyEmailStores = Pick<
  StoreSet,
  'accounts' | 'applyRequests' | 'invitations' | 'partnerships' | 'programs' | 'suppressions'
>;

/**
 * What is mailed to an address that was typed on a public page; nothing where nobody is to be mailed. Who the address
 * belongs to is asked only here, long after the page has given its one answer.
 */
export async function applyEmailData(
  stores: ApplyEmailStores,
  requestId: string,
): Promise<UserEmailData | undefined> {
  const request = await stores.applyRequests.find(requestId);
  if (request?.mayMail !== true) return undefined;
  const { accountId, email, locale } = request;
  const emailKey = parseEmailAddress(email)?.key ?? '';
  const [account, program, suppressed] = await Promise.all([
    stores.accounts.find(accountId),
    stores.programs.find(accountId, request.program),
    stores.suppressions.find(accountId, emailKey),
  ]);
  const slug = program?.applySlug;
  if (account === undefined || program?.takesApplications !== true || slug == null) return undefined;
  if (suppressed !== undefined && isUndeliverable(suppressed)) return undefined;
  return {
    to: { email, locale },
    accountName: account.name,
    passwordVersion: 0,
    apply: {
      requestId,
      slug,
      brand: compact(program.brand),
      known: await stateOf(stores, accountId, emailKey),
      expiresAt: request.expiresAt.toISOString(),
    },
  };
}

async function stateOf(
  stores: ApplyEmailStores,
  accountId: string,
  emailKey: string,
): Promise<ApplicantState> {
  const known = await new InviteePolicy(stores).alreadyKnown(accountId, emailKey);
  if (known?.kind !== 'open') return { kind: known?.kind ?? 'new' };
  const invitation = await stores.invitations.findById(known.invitationId);
  if (invitation === undefined) return { kind: 'new' };
  const { _id: invitationId, tokenVersion, status } = invitation;
  return isOpen(status) ? { kind: 'invited', invitationId, tokenVersion } : { kind: 'pending' };
}
