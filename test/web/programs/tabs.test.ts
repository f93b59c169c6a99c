import { programChanges, type Program } from '../../../api/programs/schema';
import { PROGRAM_DEFAULTS } from '../../../domain/programs/program';
import { PROGRAM_TABS } from '../../../web/programs/tabs';

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

  it('number rows anew without those that were emptied', () => {
    const form = forms.find((one) => 'customFields.0.key' in one.values(program));
    const typed = { 'customFields.0.key': ' ', 'customFields.3.key': 'b', 'customFields.10.key': 'c' };
    expect(form?.tidy(typed)).toEqual({ 'customFields.0.key': 'b', 'customFields.1.key': 'c' });
  });
});
