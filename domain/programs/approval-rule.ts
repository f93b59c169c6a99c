import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { parseEmailAddress } from '../email-address';
import type { Immutable } from '../immutable';
import { canonicalJson } from '../invitations/content-hash';
import * as scalars from '../scalars';

const MAX_DOMAIN = 253;

/** A mail domain in the form in which addresses are compared: lower case, punycode. */
const mailDomain = z
  .string()
  .trim()
  .max(MAX_DOMAIN, `Must have at most ${MAX_DOMAIN} characters.`)
  // Punycode takes the square of the length, and zod goes on after a length that is wrong.
  .overwrite((text) => (text.length > MAX_DOMAIN ? text : domainToASCII(text.toLowerCase()) || text))
  .refine(
    (text) => parseEmailAddress(`a@${text}`)?.key === `a@${text}`,
    'Must be a mail domain such as acme.example.',
  );

const MAX_LIST = 500;
const listOf = <S extends z.ZodType<string>>(item: S) =>
  z.array(item).min(1, 'Must not be empty.').max(MAX_LIST, `Must have at most ${MAX_LIST} entries.`);

const when = z
  .strictObject({
    emailDomains: listOf(mailDomain).optional(),
    emailDomainsNot: listOf(mailDomain).optional(),
    countries: listOf(scalars.country).optional(),
    existingPartnerDomain: z.boolean().optional(),
    inviterRoles: listOf(scalars.key).optional(),
    applied: z.boolean().optional().meta({
      description:
        'Whether the contact applied without an invitation. Only a rule that says true approves such applications.',
    }),
  })
  .check((context) => {
    const { emailDomains = [], emailDomainsNot = [] } = context.value;
    const complain = (path: (string | number)[], message: string) =>
      context.issues.push({ code: 'custom', input: context.value, path, message });
    if (Object.values(context.value).every((member) => member === undefined)) {
      complain([], 'Must name at least one condition; for everybody there is Auto-Onboarding.');
    }
    const refused = new Set(emailDomainsNot);
    emailDomains.forEach((domain, index) => {
      if (refused.has(domain)) complain(['emailDomains', index], 'Stands in emailDomainsNot too.');
    });
  });

const ADDS_WITHOUT_PARTNER = 'Must be true where the rule adds to the partner with the same domain.';

/** One rule of a program. */
export const approvalRule = z
  .strictObject({
    id: z
      .string()
      .min(1, 'Must not be empty.')
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'Must be 1 to 64 letters, digits, dots, _ and -.'),
    when,
    then: z.enum(['approve', 'review', 'reject', 'add']),
  })
  .check(({ value, issues }) => {
    // A domain alone grants nothing: the rule has to say that it is meant.
    if (value.then !== 'add' || value.when.existingPartnerDomain === true) return;
    const path = ['when', 'existingPartnerDomain'];
    issues.push({ code: 'custom', input: value, path, message: ADDS_WITHOUT_PARTNER });
  })
  .meta({ id: 'ApprovalRule' });

export type ApprovalRule = Immutable<z.output<typeof approvalRule>>;

/** Rules in the order in which they are asked; the first match wins, so none may hide behind its twin. */
export const approvalRules = z
  .array(approvalRule)
  .max(100, 'Must have at most 100 rules.')
  .check((context) => {
    const idOfConditions = new Map<string, string>();
    const ids = new Set<string>();
    context.value.forEach(({ id, when: conditions }, index) => {
      const complain = (member: string, message: string) =>
        context.issues.push({ code: 'custom', input: context.value, path: [index, member], message });
      if (ids.has(id)) complain('id', 'Must differ from those before it.');
      ids.add(id);
      const twin = idOfConditions.get(conditionsKey(conditions));
      if (twin !== undefined)
        complain('when', `Can never match: the rule "${twin}" has the same conditions.`);
      else idOfConditions.set(conditionsKey(conditions), id);
    });
  });

/** Equal for equal conditions, whatever the order of their lists. */
function conditionsKey(conditions: z.output<typeof when>): string {
  const sorted = Object.entries(conditions).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...new Set(value)].sort() : value,
  ]);
  return canonicalJson(Object.fromEntries(sorted));
}
