import {
  evaluateRules,
  PUBLIC_MAIL_DOMAINS,
  type ApprovalFacts,
} from '../../../domain/programs/approval-policy';
import type { ApprovalRule } from '../../../domain/programs/program';

const FACTS: ApprovalFacts = {
  emailDomain: 'initech.example',
  country: 'DE',
  existingPartnerDomain: true,
  inviterRole: 'operator',
};

/** Every condition of a rule: one that holds for these facts, and facts for which it does not. */
const CONDITIONS: Readonly<
  Record<keyof ApprovalRule['when'], readonly [ApprovalRule['when'], Partial<ApprovalFacts>]>
> = {
  emailDomains: [{ emailDomains: ['acme.example', 'Initech.example'] }, { emailDomain: 'evil.example' }],
  emailDomainsNot: [{ emailDomainsNot: ['Evil.example'] }, { emailDomain: 'evil.example' }],
  countries: [{ countries: ['US', 'DE'] }, { country: 'FR' }],
  existingPartnerDomain: [{ existingPartnerDomain: true }, { existingPartnerDomain: false }],
  applied: [{ applied: false }, { applied: true }],
  inviterRoles: [{ inviterRoles: ['viewer', 'operator'] }, { inviterRole: 'approver' }],
};

const verdict = (rule: Omit<ApprovalRule, 'id'>, facts: Partial<ApprovalFacts> = {}) =>
  evaluateRules([{ id: 'one', ...rule }], { ...FACTS, ...facts });

describe.each(Object.entries(CONDITIONS))('a rule with %s', (_name, [when, wrong]) => {
  it.each(['approve', 'review', 'reject'] as const)('answers %s where it holds', (then) => {
    expect(verdict({ when, then })).toEqual({ outcome: then, ruleId: 'one' });
  });

  it('says nothing where it does not hold, even where every other condition does', () => {
    const every = Object.assign({}, ...Object.values(CONDITIONS).map(([one]) => one)) as ApprovalRule['when'];
    expect(verdict({ when, then: 'approve' }, wrong)).toBeUndefined();
    expect(verdict({ when: every, then: 'approve' })).toBeDefined();
    expect(verdict({ when: every, then: 'approve' }, wrong)).toBeUndefined();
  });
});

it('leaves the word to the first rule that holds', () => {
  const rules: ApprovalRule[] = [
    { id: 'elsewhere', when: { countries: ['FR'] }, then: 'reject' },
    { id: 'first', when: { countries: ['DE'] }, then: 'review' },
    { id: 'second', when: {}, then: 'approve' },
  ];
  expect(evaluateRules(rules, FACTS)).toEqual({ outcome: 'review', ruleId: 'first' });
});

it.each(['gmail.com', 'outlook.com', 'gmx.de', 'proton.me', 'qq.com'])(
  'approves nobody for an address at %s, where anybody gets one, but asks a person',
  (emailDomain) => {
    expect(PUBLIC_MAIL_DOMAINS).toContain(emailDomain);
    const byDomain = [{ emailDomains: [emailDomain] }, { existingPartnerDomain: true }];
    for (const when of byDomain) {
      const outcome = (then: ApprovalRule['then']) => verdict({ when, then }, { emailDomain })?.outcome;
      expect([outcome('approve'), outcome('review'), outcome('reject')]).toEqual([
        'review',
        'review',
        'reject',
      ]);
    }
    // The domain is not what these rules go by.
    for (const when of [{ countries: ['DE'] }, { emailDomainsNot: ['evil.example'] }, {}]) {
      expect(verdict({ when, then: 'approve' }, { emailDomain })?.outcome).toBe('approve');
    }
  },
);

describe('whoever applied without an invitation', () => {
  const applied = { applied: true };

  it('is approved only by a rule that is about them', () => {
    const when = { countries: ['DE'] };
    expect(verdict({ when, then: 'approve' }, applied)).toEqual({ outcome: 'review', ruleId: 'one' });
    expect(verdict({ when: { ...when, applied: true }, then: 'approve' }, applied)?.outcome).toBe('approve');
    expect(verdict({ when: { ...when, applied: false }, then: 'approve' }, applied)).toBeUndefined();
    expect(verdict({ when: { applied: true }, then: 'approve' })).toBeUndefined();
  });

  it('is rejected or looked at by any rule', () => {
    for (const then of ['reject', 'review'] as const) {
      expect(verdict({ when: { countries: ['DE'] }, then }, applied)?.outcome).toBe(then);
    }
  });

  it('is not approved for an address that anybody gets, whatever the rule says', () => {
    const when = { applied: true, emailDomains: ['gmail.com'] };
    expect(verdict({ when, then: 'approve' }, { ...applied, emailDomain: 'gmail.com' })?.outcome).toBe(
      'review',
    );
  });
});
