import type { ApprovalRule, ProgramSettings } from './program';
import { durationMs, offsetMs } from '../../workflows/contract';
import type { FieldError } from '../field-error';

/** Settings that have no effect because of others: allowed, since each alone is right, but said. */
export function programNotes(program: ProgramSettings): FieldError[] {
  return [...askingNotes(program), ...hiddenRules(program), ...neverReached(program)];
}

/** Where Auto-Onboarding keeps people from being asked although another setting counts on them. */
function askingNotes({ autoOnboarding, approvalRules }: ProgramSettings): FieldError[] {
  if (!autoOnboarding) return [];
  if (approvalRules.some(({ then }) => then === 'review')) return [ONLY_BY_RULES];
  return [NOBODY_ASKED];
}

const ONLY_BY_RULES: FieldError = {
  pointer: '/approvalRules',
  detail:
    'People are asked only where a rule ends in review: with Auto-Onboarding on, whoever matches no rule ' +
    'becomes a partner without approval.',
};

const NOBODY_ASKED: FieldError = {
  pointer: '/requiredApprovals',
  detail:
    'Nobody is asked: Auto-Onboarding is on and no rule ends in review, so the number of approvals has no effect.',
};

/** The first rule that holds wins, so one that holds only where an earlier one does is never asked. */
function hiddenRules({ approvalRules }: ProgramSettings): FieldError[] {
  return approvalRules.flatMap((rule, index) => {
    const before = approvalRules.slice(0, index).find((earlier) => holdsWhereverHolds(earlier, rule));
    if (before === undefined) return [];
    const detail = `${rule.id} has no effect: ${before.id} comes first and holds for everybody it is about.`;
    return [{ pointer: `/approvalRules/${index}`, detail }];
  });
}

function holdsWhereverHolds({ when: wide }: ApprovalRule, { when: narrow }: ApprovalRule): boolean {
  return (
    includesAll(wide.emailDomains, narrow.emailDomains) &&
    (wide.emailDomainsNot ?? []).every((domain) => excludes(narrow, domain)) &&
    includesAll(wide.countries, narrow.countries) &&
    [undefined, narrow.existingPartnerDomain].includes(wide.existingPartnerDomain) &&
    [undefined, narrow.applied].includes(wide.applied) &&
    includesAll(wide.inviterRoles, narrow.inviterRoles)
  );
}

function includesAll(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  return wide === undefined || (narrow?.every((item) => wide.includes(item)) ?? false);
}

function excludes({ emailDomains, emailDomainsNot }: ApprovalRule['when'], domain: string): boolean {
  return emailDomainsNot?.includes(domain) === true || emailDomains?.includes(domain) === false;
}

/** Reminders that lie outside of an invitation's life, and a pause between e-mails that outlasts it. */
function neverReached(program: ProgramSettings): FieldError[] {
  const { expiresIn, reminders, resendCooldown, escalateAfter, decideWithin } = program;
  const lifeMs = durationMs(expiresIn) ?? Number.POSITIVE_INFINITY;
  const notes = reminders.map((offset, index) => ({
    pointer: `/reminders/${index}`,
    detail: `The reminder ${offset} is never sent: an invitation ends ${expiresIn} after it was sent.`,
    never: Math.abs(offsetMs(offset) ?? 0) >= lifeMs,
  }));
  const cooldown = {
    pointer: '/resendCooldown',
    detail: `Nobody can resend: the invitation ends (${expiresIn}) before ${resendCooldown} are over.`,
    never: (durationMs(resendCooldown) ?? 0) >= lifeMs,
  };
  const approvers = {
    pointer: '/escalateAfter',
    detail: `Approvers are never reminded: their time to decide (${decideWithin ?? ''}) ends before ${escalateAfter} are over.`,
    never:
      decideWithin !== null && (durationMs(escalateAfter) ?? 0) >= (durationMs(decideWithin) ?? Infinity),
  };
  return [...notes, cooldown, approvers]
    .filter(({ never }) => never)
    .map(({ pointer, detail }) => ({ pointer, detail }));
}
