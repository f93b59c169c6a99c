import type { FailureType } from '../../workflows/contract';
import { t } from '../kit/reader';

interface Failure {
  readonly step: string;
  readonly type: string;
}

const STEPS: Readonly<Record<string, string>> = {
  createAccount: 'Making the account',
  assignDefaultRole: 'Giving the role',
  shareRecords: 'Sharing the folders',
};

/** What is done in a step of the set-up. */
export const stepText = (step: string): string => t(STEPS[step] ?? 'The set-up');

type Cause = Exclude<FailureType, `Import${string}` | `Email${'Refused' | 'Deferred'}`> | 'Timeout';

const CAUSES: Partial<Readonly<Record<Cause, string>>> = {
  ProvisioningRefused:
    'it cannot be done as asked: a folder, workspace or role is gone, or the connected system refuses it',
  RoleCeiling: 'nobody who stands for this invitation may give the role any more',
  ContentChanged: 'the data was changed after it was approved',
  PartnerUnavailable: 'the chosen partner takes no further users',
  EmailAlreadyRegistered: 'the address has a user by now, who has to sign in and accept',
  InvitationMissing: 'the data of the invitation is gone',
  StoreRefused: 'the database refused it',
  InjectedFault: 'this failure was asked for, to try out what happens',
  Timeout: 'the system that does it did not answer in time',
};

/** Why a set-up failed, in a sentence for people who never saw the code. */
export function failureText({ step, type }: Failure): string {
  const cause = CAUSES[type as Cause];
  return cause === undefined
    ? t('{{step}} failed by an error that nobody foresaw ({{type}}).', { step: stepText(step), type })
    : t('{{step}} failed: {{cause}}.', { step: stepText(step), cause: t(cause) });
}
