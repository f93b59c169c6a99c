import { programChanges, type Program } from '../../../api/programs/schema';
import { PROGRAM_DEFAULTS } from '../../../domain/programs/program';
import { formData } from '../../../web/kit/forms';
import { keyFrom } from '../../../web/programs/key-from';
import { contrastNote, hexColor, PROGRAM_TABS } from '../../../web/programs/tabs';
import fc from '../../support/properties';

const program: Program = {
  ...PROGRAM_DEFAULTS,
  reminders: [...PROGRAM_DEFAULTS.reminders],
  key: 'default',
  name: 'Default',
  customFieldsVersion: 1,
  modules: [{ key: 'home', name: 'Home' }],
  customFields: [
    {
      key: 'size',
      label: 'Size',
      type: 'select',
      required: true,
      filledBy: 'invitee',
      options: [
        { value: 's', label: 's' },
        { value: 'l', label: 'Large' },
      ],
    },
  ],
  approvalRules: [{ id: 'known', when: { emailDomains: ['a.example'], countries: ['DE'] }, then: 'approve' }],
  templates: {},
  notes: [],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};
const forms = PROGRAM_TABS.map((tab) => tab.form({ program, roles: [], rank: 100 }));
const bodies = forms.map((form) => form.body(form.tidy(form.values(program))));

/** Members that PUT takes so that an answer can be sent back, and texts of e-mails, which have a page of their own. */
const ELSEWHERE = ['key', 'customFieldsVersion', 'createdAt', 'updatedAt', 'notes', 'templates'];

describe('the tabs of a program', () => {
  it('ask for every setting that the API takes, each on one tab', () => {
    const asked = bodies.flatMap((body) => Object.keys(body));
    expect([...asked, ...ELSEWHERE].sort()).toEqual(Object.keys(programChanges.shape).sort());
  });

  it('send what they show as it is', () => {
    const { brand, ...settings } = programChanges.parse(Object.assign({}, ...bodies));
    expect({ ...program, ...settings }).toEqual(program);
    expect(brand).toEqual(program.brand);
  });

  it('say what has to be filled in as the schema does', () => {
    const fields = forms
      .flatMap((form) => form.groups(form.values(program)))
      .flatMap(({ fields: all }) => all);
    const requiredOf = (name: string) => fields.find((field) => field.name === name)?.required;
    expect(['name', 'requiredApprovals', 'expiresIn', 'modules'].map(requiredOf)).toEqual(
      Array(4).fill(true),
    );
    expect(['reminders', 'retainFor', 'initialModule', 'brand.color'].map(requiredOf)).toEqual(
      Array(4).fill(false),
    );
  });

  it('number rows anew and leave none out, however little was typed', () => {
    const form = forms.find((one) => 'customFields.0.key' in one.values(program));
    const typed = { 'customFields.0.key': ' ', 'customFields.3.key': 'b', 'customFields.10.key': 'c' };
    expect(form?.tidy(typed)).toEqual({
      'customFields.0.key': ' ',
      'customFields.1.key': 'b',
      'customFields.2.key': 'c',
    });
  });
});

describe('a duration', () => {
  const [onboarding] = forms;
  const read = (typed: object) => onboarding?.body({ name: 'A', ...typed })['escalateAfter'];

  it('is one of the usual ones, or what is typed beside them', () => {
    expect(read({ escalateAfter: 'P7D' })).toBe('P7D');
    expect(read({ escalateAfter: 'custom', 'escalateAfter.custom': '36 hours' })).toBe('PT36H');
    expect(read({ escalateAfter: 'P7D', 'escalateAfter.custom': '36 hours' })).toBe('P7D');
    expect(read({ escalateAfter: 'custom', 'escalateAfter.custom': ' ' })).toBe('');
  });

  it('that is none of the usual ones stands in the free input, as people write it', () => {
    const values = onboarding?.values({ ...program, escalateAfter: 'PT36H' }) ?? {};
    const { groups } = formData(onboarding?.groups(values) ?? [], values);
    const field = groups.flatMap(({ fields }) => fields).find(({ name }) => name === 'escalateAfter');
    expect(field?.custom).toMatchObject({ name: 'escalateAfter.custom', value: '36 hours' });
    expect(field?.options.filter(({ selected }) => selected)).toMatchObject([{ value: 'custom' }]);
  });
});

describe('keys', () => {
  it.each([
    ['Partner tier', [], 'partner-tier'],
    ['  Größe (m²)!', [], 'grosse-m2'],
    ['Partner tier', ['partner-tier', 'partner-tier-2'], 'partner-tier-3'],
    ['2nd address', [], 'nd-address'],
    ['الشركة', ['field-1'], 'field-2'],
    ['🎉', [], 'field-1'],
  ])('are made of %p where %j are taken', (label, taken, key) => {
    expect(keyFrom(label, 'field', new Set(taken))).toBe(key);
  });

  it('of a label of any length are ones that the API takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (label) => {
        expect(keyFrom(label, 'field', new Set())).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
      }),
    );
  });
});

describe('a colour', () => {
  it.each([
    ['#ff0', '#ffff00', true],
    ['1f4e79', '#1f4e79', false],
    ['#FFFFFF', '#FFFFFF', true],
    ['red', 'red', false],
  ])('%s is read as %s, and warned of where it hardly shows', (typed, color, warns) => {
    expect(hexColor(typed)).toBe(color);
    expect(contrastNote(color) !== undefined).toBe(warns);
  });
});
