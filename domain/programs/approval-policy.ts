import type { RuleVerdict } from '../../workflows/contract';
import type { ApprovalRule } from './program';

/** What the rules are asked about. */
export interface ApprovalFacts {
  /** Lower case, punycode: the part behind the `@` of a normalised address. */
  readonly emailDomain: string;
  readonly country?: string | undefined;
  readonly existingPartnerDomain: boolean;
  /** The one partner with people of this domain that the applicant may be added to. */
  readonly addToPartnershipId?: string | undefined;
  readonly inviterRole?: string | undefined;
  /** Nobody invited: the contact applied on the program's public page. */
  readonly applied?: boolean | undefined;
}

/**
 * Domains where anybody gets an address. Sharing one proves nothing, so a rule that approves by domain
 * asks a person instead.
 */
export const PUBLIC_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.co.uk hotmail.fr live.com ' +
    'msn.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com rocketmail.com icloud.com me.com ' +
    'mac.com aol.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de ' +
    'mailbox.org proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com hey.com zoho.com ' +
    'zohomail.com mail.com email.com yandex.com yandex.ru mail.ru bk.ru list.ru inbox.ru rambler.ru ' +
    'qq.com 163.com 126.com sina.com naver.com hanmail.net daum.net rediffmail.com comcast.net ' +
    'att.net verizon.net sbcglobal.net cox.net btinternet.com virginmedia.com orange.fr wanadoo.fr ' +
    'free.fr laposte.net libero.it virgilio.it terra.es uol.com.br bol.com.br hotmail.es'
  ).split(' '),
);

/** The verdict of the first rule that holds; `undefined` when none does. */
export function evaluateRules(rules: readonly ApprovalRule[], facts: ApprovalFacts): RuleVerdict | undefined {
  const rule = rules.find((candidate) => holds(candidate, facts));
  if (!rule) return undefined;
  const byDomain = rule.when.emailDomains !== undefined || rule.when.existingPartnerDomain === true;
  const provesNothing = byDomain && PUBLIC_MAIL_DOMAINS.has(facts.emailDomain);
  const ruleId = rule.id;
  // A rule for whoever was invited is none for strangers, who say of themselves what it asks.
  const isForOthers = facts.applied === true && rule.when.applied !== true;
  const mayGrant = !provesNothing && !isForOthers;
  if (rule.then === 'add') {
    const { addToPartnershipId } = facts;
    const isSure = addToPartnershipId !== undefined && mayGrant;
    return isSure ? { outcome: 'approve', ruleId, addToPartnershipId } : { outcome: 'review', ruleId };
  }
  const outcome = rule.then === 'approve' && !mayGrant ? 'review' : rule.then;
  return { outcome, ruleId };
}

function holds({ when }: ApprovalRule, facts: ApprovalFacts): boolean {
  const { applied = false } = facts;
  return (
    (when.applied ?? applied) === applied &&
    (when.emailDomains?.some((domain) => sameDomain(domain, facts.emailDomain)) ?? true) &&
    !(when.emailDomainsNot?.some((domain) => sameDomain(domain, facts.emailDomain)) ?? false) &&
    (when.countries?.some((country) => country === facts.country) ?? true) &&
    (when.existingPartnerDomain ?? facts.existingPartnerDomain) === facts.existingPartnerDomain &&
    (when.inviterRoles?.some((role) => role === facts.inviterRole) ?? true)
  );
}

function sameDomain(rule: string, domain: string): boolean {
  return rule.toLowerCase() === domain;
}
