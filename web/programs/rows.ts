import type { ApprovalRule, CustomField, Program as ProgramDoc } from '../../domain/programs/program';
import { FIELD_TYPE_NAMES } from '../../domain/programs/field-types';
import { FILLERS } from '../../domain/programs/program';
import { countryChoices } from '../../domain/countries';
import { listOf } from '../kit/format';
import type { Field, FieldGroup } from '../kit/forms';
import { textOf, textsOf, type FormBody } from '../kit/page-context';

/** The values of numbered rows in a form, those without a `needed` member left out, numbered anew. */
export function compactRows(form: FormBody, prefix: string, needed: string): FormBody {
  const pattern = new RegExp(`^${prefix}\\.(\\d+)\\.`);
  const numbers = new Set(Object.keys(form).flatMap((name) => pattern.exec(name)?.[1] ?? []));
  const kept = [...numbers]
    .sort((a, b) => Number(a) - Number(b))
    .filter((number) => textOf(form, `${prefix}.${number}.${needed}`).trim() !== '');
  const others = Object.entries(form).filter(([name]) => !pattern.test(name));
  const rows = kept.flatMap((number, index) =>
    Object.entries(form)
      .filter(([name]) => name.startsWith(`${prefix}.${number}.`))
      .map(([name, value]) => [name.replace(pattern, `${prefix}.${index}.`), value] as const),
  );
  return Object.fromEntries([...others, ...rows]);
}

/** How many rows a compacted form has. */
export function rowCount(form: FormBody, prefix: string): number {
  const numbers = Object.keys(form).flatMap(
    (name) => new RegExp(`^${prefix}\\.(\\d+)\\.`).exec(name)?.[1] ?? [],
  );
  return new Set(numbers).size;
}

type Program = Pick<ProgramDoc, 'customFields' | 'approvalRules'>;

/** Saved custom fields as the form has them. */
export function fieldValues({ customFields }: Program): FormBody {
  const rows = customFields.flatMap(
    ({ key, label, type, required, filledBy, help, options, min, max, pattern }, index) =>
      named(`customFields.${index}`, {
        key,
        label,
        type,
        required: required ? 'on' : '',
        filledBy,
        help: help ?? '',
        options: (options ?? [])
          .map((one) => (one.value === one.label ? one.value : `${one.value} = ${one.label}`))
          .join('\n'),
        min: min === undefined ? '' : String(min),
        max: max === undefined ? '' : String(max),
        pattern: pattern ?? '',
      }),
  );
  return Object.fromEntries(rows);
}

function named(prefix: string, values: Readonly<Record<string, string | string[]>>) {
  return Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value] as const);
}

const choice = (value: string) => ({ value, label: value });

/** One group per custom field, and an empty one to add another. */
export function fieldGroups(count: number): FieldGroup[] {
  return Array.from({ length: count + 1 }, (_, index) => ({
    bare: true,
    legend: index === count ? 'Add a field' : `Field ${index + 1}`,
    fields: [
      {
        name: `customFields.${index}.key`,
        label: 'Key',
        help: 'Letters, digits, _ and -. Empty: no such field.',
      },
      { name: `customFields.${index}.label`, label: 'Label' },
      {
        name: `customFields.${index}.type`,
        label: 'Type',
        kind: 'select',
        options: FIELD_TYPE_NAMES.map(choice),
      },
      {
        name: `customFields.${index}.filledBy`,
        label: 'Filled by',
        kind: 'select',
        options: FILLERS.map(choice),
      },
      { name: `customFields.${index}.required`, label: 'Required', kind: 'checkbox' },
      { name: `customFields.${index}.help`, label: 'Help text' },
      {
        name: `customFields.${index}.options`,
        label: 'Choices',
        kind: 'textarea',
        rows: 3,
        wide: false,
        help: 'For select and multi-select: one a line, "value" or "value = label".',
      },
      {
        name: `customFields.${index}.min`,
        label: 'Least',
        inputType: 'number',
        help: 'Length of a text, value of a number.',
      },
      { name: `customFields.${index}.max`, label: 'Most', inputType: 'number' },
      {
        name: `customFields.${index}.pattern`,
        label: 'Pattern',
        help: 'A regular expression (RE2), for text.',
      },
    ],
  }));
}

/** Custom fields as the API takes them. */
export function fieldsOf(form: FormBody): Partial<CustomField>[] {
  return Array.from({ length: rowCount(form, 'customFields') }, (_, index) => {
    const get = (member: string) => textOf(form, `customFields.${index}.${member}`).trim();
    const options = get('options');
    return {
      key: get('key'),
      label: get('label'),
      type: get('type') as CustomField['type'],
      filledBy: get('filledBy') as CustomField['filledBy'],
      required: get('required') === 'on',
      ...(get('help') !== '' && { help: get('help') }),
      ...(options !== '' && { options: options.split('\n').map(optionOf) }),
      ...numberOf('min', get('min')),
      ...numberOf('max', get('max')),
      ...(get('pattern') !== '' && { pattern: get('pattern') }),
    };
  });
}

function optionOf(text: string) {
  const [value = '', ...label] = text.split('=').map((part) => part.trim());
  return { value, label: label.length === 0 ? value : label.join('=') };
}

function numberOf(member: string, text: string): Record<string, number> {
  return text === '' ? {} : { [member]: Number(text) };
}

/** Saved rules as the form has them. */
export function ruleValues({ approvalRules }: Program): FormBody {
  const rows = approvalRules.flatMap(({ id, when, then }, index) => [
    ...named(`approvalRules.${index}`, { id, then }),
    ...named(`approvalRules.${index}.when`, {
      emailDomains: (when.emailDomains ?? []).join(', '),
      emailDomainsNot: (when.emailDomainsNot ?? []).join(', '),
      countriesText: (when.countries ?? []).join(', '),
      existingPartnerDomain:
        when.existingPartnerDomain === undefined ? '' : String(when.existingPartnerDomain),
      inviterRoles: [...(when.inviterRoles ?? [])],
    }),
  ]);
  return Object.fromEntries(rows);
}

/** One group per rule, and an empty one to add another. */
export function ruleGroups(count: number, roles: readonly { key: string; name: string }[]): FieldGroup[] {
  return Array.from({ length: count + 1 }, (_, index) => ({
    bare: true,
    legend: index === count ? 'Add a rule' : `Rule ${index + 1}`,
    fields: ruleFields(`approvalRules.${index}`, roles),
  }));
}

function ruleFields(prefix: string, roles: readonly { key: string; name: string }[]): Field[] {
  return [
    { name: `${prefix}.id`, label: 'Name of the rule', help: 'Empty: no such rule.' },
    {
      name: `${prefix}.then`,
      label: 'Then',
      kind: 'select',
      options: [
        { value: 'review', label: 'Ask for approval' },
        { value: 'approve', label: 'Approve' },
        { value: 'reject', label: 'Reject' },
      ],
    },
    {
      name: `${prefix}.when.emailDomains`,
      label: 'E-mail domain is one of',
      help: 'With commas between them.',
    },
    { name: `${prefix}.when.emailDomainsNot`, label: 'E-mail domain is none of' },
    {
      name: `${prefix}.when.existingPartnerDomain`,
      label: 'A partner has the same domain',
      kind: 'select',
      blank: 'Does not matter',
      options: [
        { value: 'true', label: 'Yes' },
        { value: 'false', label: 'No' },
      ],
    },
    {
      name: `${prefix}.when.countriesText`,
      label: 'Country is one of',
      help: `Codes such as ${countryChoices('en')[0]?.value ?? 'AF'}, DE, US.`,
    },
    {
      name: `${prefix}.when.inviterRoles`,
      label: 'Role of the inviter is one of',
      kind: 'choices',
      options: roles.map(({ key, name }) => ({ value: key, label: name })),
    },
  ];
}

/** Rules as the API takes them. */
export function rulesOf(form: FormBody): Partial<ApprovalRule>[] {
  return Array.from({ length: rowCount(form, 'approvalRules') }, (_, index) => {
    const prefix = `approvalRules.${index}`;
    const list = (member: string) => listOf(textOf(form, `${prefix}.when.${member}`));
    const partner = textOf(form, `${prefix}.when.existingPartnerDomain`);
    const roles = textsOf(form, `${prefix}.when.inviterRoles`);
    const countries = list('countriesText').map((code) => code.toUpperCase());
    return {
      id: textOf(form, `${prefix}.id`).trim(),
      then: textOf(form, `${prefix}.then`) as ApprovalRule['then'],
      when: {
        ...(list('emailDomains').length > 0 && { emailDomains: list('emailDomains') }),
        ...(list('emailDomainsNot').length > 0 && { emailDomainsNot: list('emailDomainsNot') }),
        ...(countries.length > 0 && { countries }),
        ...(partner !== '' && { existingPartnerDomain: partner === 'true' }),
        ...(roles.length > 0 && { inviterRoles: roles }),
      },
    };
  });
}
