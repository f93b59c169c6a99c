import { ApplicationFailure } from '@temporalio/common';
import {
  failureOf,
  provisionedId,
  type CreateAccountInput,
  type ProvisionedAccount,
  type ProvisioningInput,
  type ProvisioningStepInput,
} from '../../workflows/contract';
import { grantedRole } from '../../domain/invitations/added-user';
import type { PartnerData, PartnerReader, Provisioner } from '../../domain/ports';
import { signatureHeaders } from '../../domain/webhooks/standard-webhooks';
import { isQuickTry } from '../quick-try';
import { postJson, type HttpAnswer } from '../http/http-post';

/** Names a step in the URL and in the body. */
export type ProvisioningStep = keyof Provisioner;

export interface HttpProvisionerOptions {
  /** Base address of the customer's system, without a slash at the end. */
  readonly url: string;
  /** `whsec_...` */
  readonly secret: string;
  /** Default 25 s, a little less than the 30 s of the activity. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 25_000;

/**
 * Provisioning by Usher and by a customer's own system, over signed HTTP. Usher goes first, because it
 * checks what was approved and knows the IDs; compensations go the other way round.
 *
 * Safe to retry: every call of one round carries the same Idempotency-Key, and Usher's own steps are idempotent.
 */
export class HttpProvisioner implements Provisioner {
  constructor(
    private readonly own: Provisioner,
    private readonly partners: PartnerReader,
    private readonly options: HttpProvisionerOptions,
  ) {}

  async createAccount(input: CreateAccountInput): Promise<ProvisionedAccount> {
    const account = await this.own.createAccount(input);
    const { share: _share, roleKey: _roleKey, ...partner } = await this.partner(input);
    // The account was there before and joins; it is not the invitation's own.
    const existing = account.partnerAccountId !== provisionedId('acc', input.invitationId);
    const added = input.addToPartnershipId !== undefined;
    await this.perform('createAccount', input, { account: { ...account, existing, added }, partner });
    return account;
  }

  async assignDefaultRole(input: ProvisioningStepInput): Promise<void> {
    leaveQuickTry('assignDefaultRole');
    await this.own.assignDefaultRole(input);
    const { accountId, roleKey: asked, initialModule } = await this.partner(input);
    const roleKey = grantedRole({ roleKey: asked, addToPartnershipId: input.addToPartnershipId });
    await this.perform('assignDefaultRole', input, {
      account: input.account,
      partner: { accountId, roleKey, initialModule },
    });
  }

  async shareRecords(input: ProvisioningStepInput): Promise<{ sharedFolders: number }> {
    leaveQuickTry('shareRecords');
    const result = await this.own.shareRecords(input);
    const { accountId, share } = await this.partner(input);
    await this.perform('shareRecords', input, { account: input.account, partner: { accountId, share } });
    return result;
  }

  async removeCreatedAccount(input: ProvisioningInput): Promise<void> {
    await this.undo('removeCreatedAccount', input);
    await this.own.removeCreatedAccount(input);
  }

  async withdrawDefaultRole(input: ProvisioningInput): Promise<void> {
    await this.undo('withdrawDefaultRole', input);
    await this.own.withdrawDefaultRole(input);
  }

  async withdrawSharedRecords(input: ProvisioningInput): Promise<void> {
    await this.undo('withdrawSharedRecords', input);
    await this.own.withdrawSharedRecords(input);
  }

  private async partner({ invitationId }: ProvisioningInput): Promise<PartnerData> {
    const data = await this.partners.partnerData(invitationId);
    if (data === undefined) throw failureOf({ type: 'InvitationMissing' });
    return data;
  }

  /** A step: what the system refuses for good ends provisioning and is undone. */
  private async perform(step: ProvisioningStep, input: ProvisioningInput, about: object): Promise<void> {
    const answer = await this.post(step, input, about);
    if (isDone(answer)) return;
    if (isRefusal(answer)) throw failureOf({ type: 'ProvisioningRefused' });
    throw notYet(step, answer);
  }

  /** A compensation: it has to succeed one day, so nothing ends it but success or "there is none". */
  private async undo(step: ProvisioningStep, input: ProvisioningInput): Promise<void> {
    const answer = await this.post(step, input, {});
    const nothingThere = answer.status === 404 || answer.status === 410;
    if (!isDone(answer) && !nothingThere) throw notYet(step, answer);
  }

  private async post(
    step: ProvisioningStep,
    { invitationId, round = 1 }: ProvisioningInput,
    about: object,
  ): Promise<HttpAnswer> {
    const { url, secret, timeoutMs = TIMEOUT_MS } = this.options;
    const body = JSON.stringify({ invitationId, step, round, ...about });
    // What was undone is done anew: a receiver that remembers calls must not take it for the call of before.
    const key = round === 1 ? `${invitationId}:${step}` : `${invitationId}:${step}:${round}`;
    const headers = { 'Idempotency-Key': key, ...signatureHeaders(key, body, [secret]) };
    try {
      return await postJson(new URL(`${url}/${step}`), body, {
        headers,
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch {
      // The error's text may hold the address, so it goes no further.
      throw ApplicationFailure.retryable(`The external system did not answer ${step}.`, UNAVAILABLE);
    }
  }
}

/** Another system takes the time it takes, and is not to be called a second time while it does. */
function leaveQuickTry(step: ProvisioningStep): void {
  if (!isQuickTry()) return;
  throw ApplicationFailure.retryable(`The external system did not answer ${step}.`, UNAVAILABLE);
}

const UNAVAILABLE = 'ProvisioningUnavailable';

const isDone = ({ status }: HttpAnswer) => status >= 200 && status < 300;

/** 408 and 429 are about now, every other 4xx about what was asked. */
const isRefusal = ({ status }: HttpAnswer) =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

function notYet(step: ProvisioningStep, { status, retryAfterMs }: HttpAnswer): ApplicationFailure {
  return ApplicationFailure.create({
    message: `The external system answered ${step} with ${status}.`,
    type: UNAVAILABLE,
    ...(retryAfterMs !== undefined &&
      retryAfterMs > 0 && { nextRetryDelay: Math.min(retryAfterMs, HOUR_MS) }),
  });
}

const HOUR_MS = 3_600_000;
