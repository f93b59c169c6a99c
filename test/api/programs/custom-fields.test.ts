import { checkCustomFields } from '../../../domain/programs/custom-fields';
import { customField } from '../../../domain/programs/custom-field';

const definitions = [
  {
    key: 'vat',
    label: 'VAT number',
    type: 'text',
    required: true,
    pattern: '[A-Z]{2}[0-9]+',
    filledBy: 'invitee',
  },
  { key: 'staff', label: 'Employees', type: 'number', min: 1, max: 100, filledBy: 'invitee' },
  { key: 'since', label: 'Founded', type: 'date', filledBy: 'invitee' },
  {
    key: 'tier',
    label: 'Tier',
    type: 'select',
    options: [{ value: 'gold', label: 'Gold' }],
    filledBy: 'inviter',
  },
  {
    key: 'regions',
    label: 'Regions',
    type: 'multi-select',
    max: 1,
    options: [
      { value: 'eu', label: 'EU' },
      { value: 'us', label: 'US' },
    ],
    filledBy: 'invitee',
  },
  { key: 'terms', label: 'Terms accepted', type: 'checkbox', required: true, filledBy: 'invitee' },
  { key: 'site', label: 'Web site', type: 'url', filledBy: 'invitee' },
].map((field) => customField.parse(field));

const check = (values: Record<string, unknown>, mustFill: 'invitee' | undefined = 'invitee') =>
  checkCustomFields(definitions, values, { mayFill: ['invitee'], mustFill });

describe('custom fields', () => {
  it('takes right values as they are', () => {
    const values = {
      vat: 'DE1',
      staff: 5,
      since: '2020-02-29',
      regions: ['eu'],
      terms: true,
      site: 'https://a.example',
    };
    expect(check(values)).toEqual({ values, errors: [] });
  });

  it.each([
    ['vat', 'de1', 'form'],
    ['vat', 7, 'string'],
    ['staff', 0, 'at least 1'],
    ['staff', 101, 'at most 100'],
    ['staff', '5', 'number'],
    ['since', '2021-02-29', 'date'],
    ['regions', ['eu', 'us'], 'at most 1'],
    ['regions', ['eu', 'eu'], 'once'],
    ['regions', ['mars'], 'options'],
    ['site', 'javascript:alert(1)', 'http'],
    ['terms', 'yes', 'true or false'],
    ['nonsense', 'x', 'no such field'],
    ['constructor', 'x', 'no such field'],
  ])('refuses %s = %j', (key, value, words) => {
    const { errors } = check({ vat: 'DE1', terms: true, [key]: value });
    expect(errors).toMatchObject([
      { pointer: `/customFields/${key}`, detail: expect.stringContaining(words) as string },
    ]);
  });

  it('demands what is required, a ticked box included, unless somebody else may fill it in', () => {
    expect(check({ terms: false }).errors.map(({ pointer }) => pointer)).toEqual([
      '/customFields/vat',
      '/customFields/terms',
    ]);
    expect(checkCustomFields(definitions, {}, { mayFill: ['invitee'], mustFill: undefined }).errors).toEqual(
      [],
    );
  });

  it('refuses the field of somebody else', () => {
    expect(check({ vat: 'DE1', terms: true, tier: 'gold' }).errors).toHaveLength(1);
  });

  it('refuses patterns that are not linear, when a program is saved', () => {
    const field = { key: 'a', label: 'A', type: 'text' };
    expect(customField.safeParse({ ...field, pattern: '(?=a)b' }).success).toBe(false);
    expect(customField.safeParse({ ...field, pattern: '(a+)+$' }).success).toBe(true);
  });

  it('answers a catastrophic pattern at once', () => {
    const evil = customField.parse({ key: 'a', label: 'A', type: 'text', pattern: '(a|a)*b' });
    const { errors } = checkCustomFields(
      [evil],
      { a: 'a'.repeat(4_000) },
      { mayFill: ['invitee'], mustFill: 'invitee' },
    );
    expect(errors).toHaveLength(1);
  });
});
