import { approvalRule } from '../../domain/programs/approval-rule';
import { FILE_TYPE_NAMES } from '../../domain/documents/file-types';
import { DEFAULT_BYTES } from '../../domain/documents/limits';
import { customField, type CustomField } from '../../domain/programs/custom-field';
import { checkbox, choices, control, type Form, list, number, rows, select, text } from '../kit/codec';
import type { Choice } from '../kit/forms';

type Option = NonNullable<CustomField['options']>[number];

/** What partners are asked, a row for each field. */
export const customFieldRows: Form = rows('customFields', customField, {
  needed: 'key',
  legend: 'Field',
  add: 'Add a field',
  controls: {
    key: text('Key', { help: 'Letters, digits, _ and -. Empty: no such field.' }),
    label: text('Label'),
    type: select('Type'),
    filledBy: select('Filled by'),
    required: checkbox('Required', { wide: false }),
    help: text('Help text'),
    options: control(
      'Choices',
      'textarea',
      {
        rows: 3,
        wide: false,
        help: 'For select and multi-select: one a line, "value" or "value = label".',
      },
      (typed) => (typed === '' ? [] : typed.split('\n').map(optionOf)),
      (options: readonly Option[]) =>
        options.map(({ value, label }) => (value === label ? value : `${value} = ${label}`)).join('\n'),
    ),
    min: number('Least', { help: 'Length of a text, value of a number.' }),
    max: number('Most'),
    pattern: text('Pattern', { help: 'A regular expression (RE2), for text.' }),
    accept: list(
      'Types of files',
      { help: `For document, with commas: ${FILE_TYPE_NAMES.join(', ')}. Empty: all.` },
      (type) => type.toLowerCase(),
    ),
    maxBytes: number('Largest file', { help: `In bytes, for document. Empty: ${DEFAULT_BYTES}.` }),
  },
});

function optionOf(line: string): Option {
  const [value = '', ...label] = line.split('=').map((part) => part.trim());
  return { value, label: label.length === 0 ? value : label.join('=') };
}

/** Who decides about an application, a row for each rule. */
export function ruleRows(roles: readonly Choice[]): Form {
  return rows('approvalRules', approvalRule, {
    needed: 'id',
    legend: 'Rule',
    add: 'Add a rule',
    controls: {
      id: text('Name of the rule', { help: 'Empty: no such rule.' }),
      then: select('Then', {
        labels: {
          review: 'Ask for approval',
          approve: 'Approve',
          add: 'Add to the partner with the same domain',
          reject: 'Reject',
        },
      }),
      'when.emailDomains': list('E-mail domain is one of', { help: 'With commas between them.' }),
      'when.emailDomainsNot': list('E-mail domain is none of'),
      'when.existingPartnerDomain': control(
        'A partner has the same domain',
        'select',
        { blank: 'Does not matter', labels: { true: 'Yes', false: 'No' } },
        (typed) => typed && typed === 'true',
      ),
      'when.applied': control(
        'Applied without an invitation',
        'select',
        {
          blank: 'Does not matter',
          labels: { true: 'Yes', false: 'No' },
          help: 'Only a rule with Yes approves whoever applied; any other one asks people.',
        },
        (typed) => typed && typed === 'true',
      ),
      'when.countries': list('Country is one of', { help: 'Codes such as AF, DE, US.' }, (code) =>
        code.toUpperCase(),
      ),
      'when.inviterRoles': choices('Role of the inviter is one of', { options: roles }),
    },
  });
}
