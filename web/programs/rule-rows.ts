import { approvalRule } from '../../domain/programs/approval-rule';
import { countryChoices } from '../../domain/countries';
import { choices, control, list, select, text } from '../kit/codec';
import { type FormBody, textOf, textsOf } from '../kit/form-body';
import { capital, countryName, inList, listOf } from '../kit/format';
import { type Choice, customInput, type Field } from '../kit/forms';
import { reader, t } from '../kit/reader';
import { rows } from './rows';
import type { Builder } from './builder';

const COUNTRIES = 'when.countries';

/** ID of the list of all countries in the page. */
export const COUNTRY_LIST = 'countries';

/** What a rule leads to, in words and as a badge. */
export const OUTCOMES = {
  approve: ['Approve', 'good'],
  review: ['Ask for approval', 'warn'],
  reject: ['Reject', 'bad'],
  add: ['Add to the partner with the same domain', 'good'],
} as const;

/** `Germany` or `de` as `DE`; anything else is left for the API to judge. */
function countryCode(typed: string): string {
  const plain = typed.toLowerCase();
  const found = [...countryChoices(reader().locale), ...countryChoices('en')].find(
    ({ value, label }) => value.toLowerCase() === plain || label.toLowerCase() === plain,
  );
  return found?.value ?? typed;
}

const isCode = (text: string): boolean => countryChoices('en').some(({ value }) => value === text);

const yesOrNo = (label: string, help?: string) =>
  control(
    label,
    'select',
    { blank: 'Does not matter', labels: { true: 'Yes', false: 'No' }, help },
    (typed) => typed && typed === 'true',
  );

const controlsFor = (roles: readonly Choice[]) => ({
  id: text('Name of the rule'),
  then: select('Then', {
    labels: Object.fromEntries(Object.entries(OUTCOMES).map(([key, [label]]) => [key, label])),
  }),
  'when.emailDomains': list('E-mail domain is one of', {
    help: 'Such as acme.example, with commas between.',
  }),
  'when.emailDomainsNot': list('E-mail domain is none of'),
  [COUNTRIES]: {
    field: { label: 'Country is one of', kind: 'choices' },
    write: (known: readonly string[]) => [...known],
    read: (typed: readonly string[], other: string) => [...typed, ...listOf(other).map(countryCode)],
  } as const,
  'when.existingPartnerDomain': yesOrNo('A partner has the same domain'),
  'when.applied': yesOrNo(
    'Applied without an invitation',
    'Only a rule with Yes approves whoever applied; any other one asks people.',
  ),
  'when.inviterRoles': choices('Role of the inviter is one of', { options: roles }),
});

/** Countries that are chosen are boxes to take away again; another one is typed or picked from the list. */
function fieldIn(field: Field, row: FormBody, index: number, action: string): Field {
  if (field.name !== COUNTRIES) return field;
  const chosen = textsOf(row, COUNTRIES).filter((code) => code !== '');
  return {
    ...field,
    options: chosen.map((code) => ({ value: code, label: countryName(code) })),
    custom: {
      label: 'Another country',
      placeholder: 'Germany, or DE',
      list: COUNTRY_LIST,
      button: { label: 'Add the country', value: `stay.${index}`, action },
    },
  };
}

/** Countries that were typed stand among those that are chosen; what is none is left as it is. */
function settled(row: FormBody): FormBody {
  const typed = listOf(textOf(row, customInput(COUNTRIES))).map(countryCode);
  const known = typed.filter(isCode);
  return {
    ...row,
    [COUNTRIES]: [...new Set([...textsOf(row, COUNTRIES), ...known])],
    [customInput(COUNTRIES)]: typed.filter((text) => !isCode(text)).join(', '),
  };
}

interface Named {
  readonly id?: string;
}

/** Who decides about an application: the rules in their order, which post to the address while they are built. */
export function rulesBuilder(roles: readonly Choice[], action: string): Builder {
  return {
    rows: rows('approvalRules', approvalRule, {
      legend: 'Rule',
      controls: controlsFor(roles),
      fieldIn: (field, row, index) => fieldIn(field, row, index, action),
      // People name rules in words; verdicts and the audit log name them in one.
      completed: (all: readonly Named[]) =>
        all.map((rule) => ({ ...rule, id: (rule.id ?? '').trim().replaceAll(/\s+/g, '-') })),
    }),
    words: { add: 'Add a rule', added: 'A rule was added.', none: 'No rule yet' },
    asksCountries: true,
    none: 'Auto-Onboarding decides about everybody.',
    fresh: { then: 'review' },
    settled,
    line: (row) => {
      const [badge, tone] = OUTCOMES[outcomeOf(row)];
      return {
        title: textOf(row, 'id').trim() || t('New rule'),
        summary: capital(inList(conditionsOf(row, roles))) || t('No condition yet'),
        badge: t(badge),
        tone,
      };
    },
  };
}

const outcomeOf = (row: FormBody): keyof typeof OUTCOMES =>
  (['approve', 'reject', 'add'] as const).find((one) => one === textOf(row, 'then')) ?? 'review';

/** The conditions of a rule as people would say them. */
function conditionsOf(row: FormBody, roles: readonly Choice[]): string[] {
  const listed = (name: string) => listOf(textOf(row, `when.${name}`));
  const answered = (name: string, yes: string, no: string) =>
    ({ true: yes, false: no })[textOf(row, `when.${name}`)];
  const roleName = (key: string) => roles.find(({ value }) => value === key)?.label ?? key;
  const chosen = (name: string) => textsOf(row, `when.${name}`).filter((one) => one !== '');
  const said = (words: readonly string[], say: (these: string) => string) =>
    words.length > 0 ? say(inList(words, 'disjunction')) : '';
  return [
    said(listed('emailDomains'), (these) => t('e-mail at {{these}}', { these })),
    said(listed('emailDomainsNot'), (these) => t('e-mail not at {{these}}', { these })),
    said(chosen('countries').map(countryName), (these) => t('from {{these}}', { these })),
    answered(
      'existingPartnerDomain',
      t('a partner has the same domain'),
      t('no partner has the same domain'),
    ),
    answered('applied', t('applied without an invitation'), t('was invited')),
    said(chosen('inviterRoles').map(roleName), (these) => t('invited by {{these}}', { these })),
  ].flatMap((text) => (text === undefined || text === '' ? [] : [text]));
}
