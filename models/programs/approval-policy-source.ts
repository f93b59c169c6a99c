import type { ApprovalPolicy } from '../../domain/ports';
import { failureOf, type ProvisioningInput, type RuleVerdict } from '../../workflows/contract';
import { evaluateRules, type ApprovalFacts } from '../../domain/programs/approval-policy';
import type { StoreSet } from '../stores';

type ApprovalPolicyStores = Pick<StoreSet, 'invitations' | 'memberships' | 'partnerships' | 'programs'>;

/** What a rule can be asked about before there is an invitation. */
export interface Applicant {
  readonly emailKey: string;
  readonly country?: string | null | undefined;
  readonly inviterId: string;
  readonly origin?: 'application' | null | undefined;
}

/** Asks the approval rules of a program, for a real invitation or for a dry run. */
export class MongoApprovalPolicy implements ApprovalPolicy {
  constructor(private readonly stores: ApprovalPolicyStores) {}

  async evaluate({
    invitationId,
    applicationRef,
  }: Pick<ProvisioningInput, 'invitationId' | 'applicationRef'>): Promise<RuleVerdict> {
    // The read model may be behind; what the applicant changed is what is judged.
    if (applicationRef !== undefined) {
      await this.stores.invitations.mergeApplication(invitationId, applicationRef);
    }
    const invitation = await this.stores.invitations.findById(invitationId);
    if (invitation === undefined) throw failureOf({ type: 'InvitationMissing' });
    return this.evaluateFor(invitation.accountId, invitation.program, invitation);
  }

  /** First match wins; without one the program's `autoOnboarding` decides, and for whoever applied people do. */
  async evaluateFor(accountId: string, programKey: string, applicant: Applicant): Promise<RuleVerdict> {
    const program = await this.stores.programs.find(accountId, programKey);
    if (program === undefined) return { outcome: 'review' };
    const verdict = evaluateRules(program.approvalRules, await this.factsOf(accountId, applicant));
    const approves = program.autoOnboarding && applicant.origin !== 'application';
    return verdict ?? { outcome: approves ? 'approve' : 'review' };
  }

  private async factsOf(accountId: string, applicant: Applicant): Promise<ApprovalFacts> {
    const emailDomain = applicant.emailKey.slice(applicant.emailKey.lastIndexOf('@') + 1);
    const membership = await this.stores.memberships.find(accountId, applicant.inviterId);
    return {
      emailDomain,
      country: applicant.country ?? undefined,
      existingPartnerDomain: await this.hasPartnerAt(accountId, emailDomain),
      inviterRole: membership?.roleKey,
      applied: applicant.origin === 'application',
    };
  }

  private async hasPartnerAt(accountId: string, emailDomain: string): Promise<boolean> {
    const partnershipIds = await this.stores.invitations.partnershipsAtDomain(accountId, emailDomain);
    return this.stores.partnerships.anyActive(partnershipIds);
  }
}
