import { allowedActions, type InvitationAction } from '../../../domain/invitations/allowed-actions';
import type { Caller } from '../../../domain/security/caller';
import type { Scope } from '../../../domain/accounts/roles';
import type { InvitationDoc } from '../../../models';
import type { InvitationStatus } from '../../../workflows/contract';

const HASH = 'hash-of-now';

interface Case {
  readonly scopes?: readonly Scope[];
  readonly status?: InvitationStatus;
  readonly caller?: Partial<Caller>;
  readonly doc?: Partial<InvitationDoc>;
  readonly inviterMayApprove?: boolean;
}

function offered({ scopes = [], status = 'sent', caller, doc, inviterMayApprove = false }: Case) {
  const policy = { maxResends: 2, inviterMayApprove };
  const invitation = {
    ...{ accountId: 'acc_1', inviterId: 'usr_1', emailKey: 'nora@example.com', erasedAt: null },
    ...{ status, sendCount: 1, approvals: [], workflowInput: { policy } },
    ...doc,
  } as unknown as InvitationDoc;
  const who = {
    ...{ accountId: 'acc_1', userId: 'usr_2', emailKey: 'ada@acme.example', narrowedTo: null },
    ...{ scopes: new Set(scopes) },
    ...caller,
  } as Caller;
  return allowedActions(invitation, who, HASH);
}

const nora = { accountId: 'acc_2', emailKey: 'nora@example.com' };
const decide: Case = { scopes: ['invitations:decide'], status: 'pending_approval' };
const vote = (contentHash: string) =>
  ({ approvals: [{ by: 'usr_2', contentHash }] }) as unknown as Partial<InvitationDoc>;

it.each<[string, Case, InvitationAction[]]>([
  ['nothing without a scope', {}, []],
  [
    'all about the sending by the scope',
    { scopes: ['invitations:write'] },
    ['resend', 'revoke', 'extend', 'edit'],
  ],
  ['resending alone by its own scope', { scopes: ['invitations:resend'] }, ['resend']],
  ['editing alone by its own scope', { scopes: ['invitations:correct'] }, ['edit']],
  ['resending for the last time', { scopes: ['invitations:resend'], doc: { sendCount: 2 } }, ['resend']],
  ['no resending after the last time', { scopes: ['invitations:resend'], doc: { sendCount: 3 } }, []],
  ['inviting again after an ending', { scopes: ['invitations:write'], status: 'expired' }, ['reinvite']],
  ['a retry', { scopes: ['invitations:retry'], status: 'failed' }, ['retry']],
  ['every decision', decide, ['approve', 'reject', 'return']],
  ['all but approving to whoever has voted on it', { ...decide, doc: vote(HASH) }, ['reject', 'return']],
  [
    'every one to whoever has voted on what has changed since',
    { ...decide, doc: vote('before') },
    ['approve', 'reject', 'return'],
  ],
  ['all but approving to the inviter', { ...decide, doc: { inviterId: 'usr_2' } }, ['reject', 'return']],
  [
    'every one to the inviter where the program says so',
    { ...decide, doc: { inviterId: 'usr_2' }, inviterMayApprove: true },
    ['approve', 'reject', 'return'],
  ],
  [
    'all but approving to the invited',
    { ...decide, caller: { emailKey: nora.emailKey } },
    ['reject', 'return'],
  ],
  ['an answer to the invited', { caller: nora }, ['accept', 'decline']],
  [
    'an answer to the invited by a key for it',
    { caller: { ...nora, narrowedTo: new Set(['invitations:receive']) } },
    ['accept', 'decline'],
  ],
  ['no answer by a key for something else', { caller: { ...nora, narrowedTo: new Set(['stats:read']) } }, []],
  [
    'nothing to another account',
    { scopes: ['invitations:write', 'invitations:decide'], caller: { accountId: 'acc_2' } },
    [],
  ],
  [
    'nothing after an erasure',
    { scopes: ['invitations:write'], status: 'expired', doc: { erasedAt: new Date(0) } },
    [],
  ],
])('an invitation offers %s', (_what, given, actions) => {
  expect(offered(given)).toEqual(actions);
});
