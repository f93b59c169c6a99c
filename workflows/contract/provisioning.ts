import type { Actor, InvitationSnapshot } from './invitation';

/** Names the partner to provision; everything personal is loaded by the step itself. */
export interface ProvisioningInput {
  readonly invitationId: string;
  /** Who accepted: a signed-in user keeps that user and account, anybody else gets new ones. */
  readonly acceptedBy: Actor;
  readonly applicationRef?: string;
  readonly partnerAccountId?: string;
  /** The existing partner that the person is added to, in place of a new one; checked by every step. */
  readonly addToPartnershipId?: string;
  /** How many times provisioning was begun, from the second time on. */
  readonly round?: number;
  /** Hash of the content that was approved; other content is refused. */
  readonly contentHash?: string;
}

/** What `createAccount` made or found. */
export interface ProvisionedAccount {
  readonly partnerAccountId: string;
  readonly partnerUserId: string;
  readonly partnershipId: string;
}

export interface CreateAccountInput extends ProvisioningInput {
  /** The read model's newest state, written on the way. */
  readonly record?: InvitationSnapshot;
}

export interface ProvisioningStepInput extends ProvisioningInput {
  readonly account: ProvisionedAccount;
}

/** What the program's approval rules say; no rule fired when `ruleId` is absent. */
export interface RuleVerdict {
  readonly outcome: 'approve' | 'review' | 'reject';
  readonly ruleId?: string;
  /** The partner that a rule adds to. */
  readonly addToPartnershipId?: string;
}
