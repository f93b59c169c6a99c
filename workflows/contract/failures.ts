import { ApplicationFailure } from '@temporalio/common';

/**
 * Every way in which Usher says no, by type. The type is the contract: messages are for operators and
 * hold no personal data. `api/http/problem.ts` maps each to its HTTP answer.
 */
export const FAILURES = {
  InvalidDecision: 'The decision is malformed: it needs a decisionId and an actor.',
  InvalidTransition: 'The invitation does not allow this in its current status.',
  InvitationExpired: 'The invitation has expired.',
  InvitationClosed: 'The invitation is closed.',
  LinkReplaced: 'The link was replaced by a newer one.',
  SelfApproval: 'Nobody approves their own invitation or an invitation addressed to themselves.',
  AlreadyApproved: 'This approver has approved already.',
  ContentChanged: 'The invitation was changed after it was read.',
  ChoiceDiffers: 'Another approver of the same content has chosen otherwise.',
  PartnerUnavailable: 'The partner takes no further users: gone, inactive, or not one to add to.',
  ResendCooldown: 'The invitation was sent moments ago.',
  ResendLimit: 'The invitation has been resent as often as its program allows.',
  RoleCeiling: 'The role is above the rank of the inviter.',
  EmailAlreadyRegistered: 'The address belongs to a user who has to sign in to accept.',
  InvitationMissing: 'There is no such invitation in the database.',
  ImportMissing: 'There is no such import in the database.',
  EmailRefused: 'The mail provider refused the message for good.',
  EmailDeferred: 'The mail provider asked to try again later.',
  ProvisioningRefused: 'A provisioning step can never succeed as asked.',
  StoreRefused: 'The database refuses this for good.',
  InjectedFault: 'This failure was asked for by USHER_FAULTS.',
} as const;

export type FailureType = keyof typeof FAILURES;

/** A typed no, as pure code returns it. */
export interface Refusal {
  readonly type: FailureType;
  readonly currentStatus?: string;
  readonly retryAfterSeconds?: number;
}

/** Turns a refusal into the failure that crosses Temporal; the same call can never succeed, so no retry. */
export function failureOf(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: refusal.type,
    message: FAILURES[refusal.type],
    nonRetryable: true,
    details: [refusal],
  });
}

/** The refusal inside whatever a Temporal call threw; `undefined` when it was something else. */
export function refusalIn(error: unknown): Refusal | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure && cause.type && cause.type in FAILURES) {
      const detail: unknown = cause.details?.[0];
      return { ...(typeof detail === 'object' ? detail : {}), type: cause.type as FailureType };
    }
  }
  return undefined;
}
