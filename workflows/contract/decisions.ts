import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor, InvitationSnapshot } from './invitation';

/**
 * What every decision carries. The same `decisionId` counts once however often and by whichever way it
 * arrives. Free text never travels: `reasonRef` names a note in the database.
 */
export interface Decision {
  readonly decisionId: string;
  readonly actor: Actor;
  readonly reasonRef?: string;
  /** RFC 3339. When the API took the decision; an answer queued in time counts although it arrives late. */
  readonly decidedAt?: string;
}

/** What an answer of the invitee says about the link or the address that it came by. */
interface AnswerInput extends Decision {
  /** Version of the link that was used; absent for a signed-in receiver or an operator. */
  readonly tokenVersion?: number;
  /** Version of the address that the answering person proved; absent for an operator. */
  readonly addressVersion?: number;
}
export interface AcceptInput extends AnswerInput {
  /** Names the stored application: contact data, custom fields and password hash of the invitee. */
  readonly applicationRef?: string;
  /** The receiver's own account, when a signed-in user accepts. */
  readonly partnerAccountId?: string;
}
export type DeclineInput = AnswerInput;
export interface ApproveInput extends Decision {
  /**
   * Hash of the content that the approver saw, with the partner they chose; approvals of other content do not count
   * together.
   */
  readonly contentHash?: string;
  /** Hash of the same content without the choice: tells another choice from other content. */
  readonly baseHash?: string;
  /** The partnership to add to, or `new`; without it the choice stays as it is. */
  readonly addTo?: string;
}
export interface ResendInput extends Decision {
  /** Default true: the new link lives as long as the first one did. */
  readonly extendExpiry?: boolean;
  /** Mails the current link again instead of replacing it: what an invitee may ask for. */
  readonly sameLink?: boolean;
}
export interface ExtendInput extends Decision {
  /** ISO-8601 duration from now on. */
  readonly expiresIn: string;
}
export interface RemindLaterInput extends Decision {
  /** ISO-8601 duration from now on. */
  readonly in: string;
}

/**
 * Every decision about an invitation, by the name that its Update and its Signal share, with what it carries. By Update
 * the caller waits for the outcome; a Signal is kept by Temporal while no worker is there.
 */
export interface Decisions {
  readonly acceptInvitation: AcceptInput;
  readonly declineInvitation: DeclineInput;
  readonly remindLater: RemindLaterInput;
  readonly approveInvitation: ApproveInput;
  readonly rejectInvitation: Decision;
  /** Asks the applicant for more; what is asked for is the note behind `reasonRef`. */
  readonly returnInvitation: Decision;
  readonly revokeInvitation: Decision;
  readonly resendInvitation: ResendInput;
  readonly extendInvitation: ExtendInput;
  readonly retryProvisioning: Decision;
  /**
   * Ends every link that was mailed so far, before the address in the database is changed. By Update only: an address
   * is changed while somebody waits for it, or not at all.
   */
  readonly changeAddress: Decision;
}

/** The name of a decision. */
export type DecisionName = keyof Decisions;

export const decisionUpdate = <N extends DecisionName>(name: N) =>
  defineUpdate<InvitationSnapshot, [Decisions[N]]>(name);

export const decisionSignal = <N extends Exclude<DecisionName, 'changeAddress'>>(name: N) =>
  defineSignal<[Decisions[N]]>(name);
