import type { ApprovalPolicy } from '../../domain/ports';
import { failureOf, type ProvisioningInput, type RuleVerdict } from '../../workflows/contract';
import { evaluateRules, type ApprovalFacts } from '../../domain/programs/approval-policy';
import { filesIn } from '../../domain/documents/answers';
import { AddablePartners } from '../partners/addable-partners';
import type { InvitationDoc } from '../invitations/invitation-model';
import type { StoreSet } from '../stores';

type ApprovalPolicyStores = Pick<
  StoreSet,
  'accounts' | 'documents' | 'invitations' | 'memberships' | 'partnerships' | 'programs'
>;

/** What a rule can be asked about before there is an invitation. */
export interface Applicant {
  readonly emailKey: string;
  readonly country?: string | null | undefined;
  readonly inviterId: string;
  readonly origin?: 'application' | null | undefined;
  /** The partner that the inviter chose. */
  readonly addToPartnershipId?: string | null | undefined;
  /** Who accepted has a user of their own, and agreed for this account alone. */
  readonly isUser?: boolean;
  readonly acceptedFor?: string | undefined;
  /** Nobody has proven the address, so that no rule adds anybody anywhere. */
  readonly isUnproven?: boolean;
}

type Accepted = Pick<ProvisioningInput, 'invitationId' | 'applicationRef'> &
  Partial<Pick<ProvisioningInput, 'acceptedBy' | 'partnerAccountId'>>;

/** Asks the approval rules of a program, for a real invitation or for a dry run. */
export class MongoApprovalPolicy implements ApprovalPolicy {
  private readonly addable: AddablePartners;

  constructor(private readonly stores: ApprovalPolicyStores) {
    this.addable = new AddablePartners(stores);
  }

  async evaluate(accepted: Accepted): Promise<RuleVerdict> {
    const { invitationId, applicationRef, acceptedBy, partnerAccountId } = accepted;
    // The read model may be behind; what the applicant changed is what is judged.
    if (applicationRef !== undefined) {
      await this.stores.invitations.mergeApplication(invitationId, applicationRef);
    }
    const invitation = await this.stores.invitations.findById(invitationId);
    if (invitation === undefined) throw failureOf({ type: 'InvitationMissing' });
    const { accountId, program, ...applicant } = invitation;
    // Whoever decides in the Temporal CLI proves no address.
    const isUnproven = acceptedBy?.kind !== 'invitee' && acceptedBy?.kind !== 'user';
    const isUser = acceptedBy?.kind === 'user';
    const how = { acceptedFor: partnerAccountId, isUser, isUnproven };
    const verdict = await this.evaluateFor(accountId, program, { ...applicant, ...how });
    if (verdict.outcome !== 'approve' || (await this.hasCleanFiles(invitation))) return verdict;
    // Nobody approves with a file that may hold malware, so no rule does: people decide once it is known.
    const { ruleId } = verdict;
    return { outcome: 'review', ...(ruleId !== undefined && { ruleId }) };
  }

  private async hasCleanFiles({ accountId, program, customFieldsVersion, customFields }: InvitationDoc) {
    const fields = await this.stores.programs.customFieldsAt(accountId, program, customFieldsVersion);
    return this.stores.documents.areClean([...filesIn(fields, customFields).values()]);
  }

  /** First match wins; without one the program's `autoOnboarding` decides, and for whoever applied people do. */
  async evaluateFor(accountId: string, programKey: string, applicant: Applicant): Promise<RuleVerdict> {
    const program = await this.stores.programs.find(accountId, programKey);
    if (program === undefined) return { outcome: 'review' };
    const facts = await this.factsOf(accountId, applicant);
    const adds = program.approvalRules.some(({ then }) => then === 'add') && facts.existingPartnerDomain;
    const addTo = adds ? await this.partnerFor(accountId, applicant, facts.emailDomain) : {};
    const verdict = evaluateRules(program.approvalRules, { ...facts, ...addTo });
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

  /** The partner that a rule may add the applicant to: the only one of the domain, and no other than people chose. */
  private async partnerFor(accountId: string, applicant: Applicant, emailDomain: string) {
    if (applicant.isUnproven === true) return {};
    const partner = await this.addable.onlyOneAtDomain(accountId, emailDomain);
    if (partner === undefined) return {};
    const { addToPartnershipId: chosen, acceptedFor, isUser } = applicant;
    const isAgreed = isUser !== true || acceptedFor === partner.partnerAccountId;
    const isChosen = chosen === partner._id || (!chosen && isAgreed);
    return isChosen ? { addToPartnershipId: partner._id } : {};
  }

  private async hasPartnerAt(accountId: string, emailDomain: string): Promise<boolean> {
    const partnershipIds = await this.stores.invitations.partnershipsAtDomain(accountId, emailDomain);
    return this.stores.partnerships.anyActive(partnershipIds);
  }
}
