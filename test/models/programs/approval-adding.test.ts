import { BY_USHER } from '../../../models/partners/partnership-events';
import type { RuleVerdict } from '../../../workflows/contract';
import type { Applicant } from '../../../models';
import { useDatabase } from '../../support/models/database';
import { provisioningEnvironment } from '../../support/models/provisioning-environment';
import { snapshot } from '../../support/models/samples';

const database = useDatabase('rules_adding');
const { vendor, accepted, existingPartner } = provisioningEnvironment(database);

const RULE = { id: 'colleagues', when: { existingPartnerDomain: true }, then: 'add' } as const;
const ASKED: RuleVerdict = { outcome: 'review', ruleId: RULE.id };

/** A vendor with the rule, and a partner of a domain. */
async function ruled(domain: string) {
  const from = await vendor();
  await database.stores.programs.put(from.accountId, 'default', {
    autoOnboarding: true,
    approvalRules: [RULE],
  });
  const partner = await partnerAt(from, `nora@${domain}`);
  const evaluate = (emailKey: string, changes: Partial<Applicant> = {}) =>
    database.stores.approvalPolicy.evaluateFor(from.accountId, 'default', {
      ...{ emailKey, inviterId: from.inviterId },
      ...changes,
    });
  return { from, partner, evaluate };
}

async function partnerAt(from: Awaited<ReturnType<typeof vendor>>, email: string) {
  const made = await existingPartner(from, email);
  const invitationId = made.partnershipId.replace('prt', 'inv');
  const changes = { seq: 10, status: 'active', partnershipId: made.partnershipId } as const;
  await database.stores.invitations.record(snapshot(invitationId, changes));
  return made;
}

test('adds whoever has the domain of the only partner that has it', async () => {
  const { partner, evaluate } = await ruled('nordwind.example');
  expect(await evaluate('tom@nordwind.example')).toEqual({
    ...{ outcome: 'approve', ruleId: RULE.id },
    addToPartnershipId: partner.partnershipId,
  });
  expect(await evaluate('tom@sub.nordwind.example')).toEqual({ outcome: 'approve' });
  expect(await evaluate('tom@xnordwind.example')).toEqual({ outcome: 'approve' });
});

test('grants nothing by the domain where no rule says so', async () => {
  const { from, evaluate } = await ruled('plain.example');
  const rule = { ...RULE, then: 'approve' } as const;
  await database.stores.programs.put(from.accountId, 'default', {
    autoOnboarding: true,
    approvalRules: [rule],
  });
  expect(await evaluate('tom@plain.example')).toEqual({ outcome: 'approve', ruleId: RULE.id });
});

test('never adds by a public mail domain', async () => {
  const { evaluate } = await ruled('gmail.com');
  expect(await evaluate('tom@gmail.com')).toEqual(ASKED);
});

test('asks a person where two partners have the domain, or the only one takes nobody', async () => {
  const { from, partner, evaluate } = await ruled('twice.example');
  const { partnershipId } = await partnerAt(from, 'other@twice.example');
  expect(await evaluate('tom@twice.example')).toEqual(ASKED);
  const { partnerships } = database.stores;
  await partnerships.setStatus(from.accountId, partnershipId, 'inactive', BY_USHER);
  expect(await evaluate('tom@twice.example')).toMatchObject({ addToPartnershipId: partner.partnershipId });
  // It works with somebody else too.
  await partnerships.establish({
    ...{ _id: 'prt_elsewhere', accountId: 'acc_elsewhere', partnerAccountId: partner.partnerAccountId },
    ...{ partnerName: 'Twice', invitationId: 'inv_elsewhere' },
  });
  expect(await evaluate('tom@twice.example')).toEqual(ASKED);
});

test('asks a person where somebody chose another partner, accepted for another account, or proved no address', async () => {
  const { from, partner, evaluate } = await ruled('chosen.example');
  const { partnershipId, partnerAccountId } = partner;
  const email = 'tom@chosen.example';
  expect(await evaluate(email, { addToPartnershipId: 'prt_other' })).toEqual(ASKED);
  expect(await evaluate(email, { isUser: true })).toEqual(ASKED);
  expect(await evaluate(email, { isUser: true, acceptedFor: 'acc_other' })).toEqual(ASKED);
  expect(await evaluate(email, { isUnproven: true })).toEqual(ASKED);
  for (const agreed of [{ addToPartnershipId: partnershipId }, { acceptedFor: partnerAccountId }]) {
    expect(await evaluate(email, { isUser: true, ...agreed })).toMatchObject({
      addToPartnershipId: partnershipId,
    });
  }
  const input = await accepted(from, email);
  const { approvalPolicy } = database.stores;
  expect(await approvalPolicy.evaluate(input)).toMatchObject({ addToPartnershipId: partnershipId });
  const byOperator = { ...input, acceptedBy: { kind: 'operator', id: 'usr_1' } } as const;
  expect(await approvalPolicy.evaluate(byOperator)).toEqual(ASKED);
});
