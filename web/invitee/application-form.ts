import type { CustomField } from '../../domain/programs/program';
import type { Invitation as InvitationDoc } from '../../domain/invitations/invitation';
import { fieldLabels, problemText } from '../../templates/pages';
import type { ShippedLocale } from '../../templates/locales';
import type { FieldError } from '../../domain/field-error';
import { countryChoices, type Choice } from '../../domain/countries';
import { choicesOf, FIELD_TYPES, typedValue } from '../../domain/programs/field-types';
import type { FormBody } from '../kit/page-context';
import { answersIn, customName } from '../kit/custom-fields-form';

type InputType = 'text' | 'tel' | 'email' | 'url' | 'number' | 'date' | 'password';

interface FieldSpec {
  /** Name in the form; also a JSON pointer with dots for slashes. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'input' | 'textarea' | 'select' | 'choices' | 'checkbox';
  readonly inputType?: InputType;
  readonly required: boolean;
  readonly readOnly?: boolean;
  readonly help?: string | undefined;
  readonly autocomplete?: string;
  readonly options?: readonly Choice[];
}

interface FormInput {
  readonly invitation: InvitationDoc;
  readonly fields: readonly CustomField[];
  readonly locale: ShippedLocale;
  /** What was typed before, when the form is shown again. */
  readonly typed?: FormBody;
  readonly errors?: readonly FieldError[];
}

/** The application form as its template shows it: groups of fields with values and what is wrong. */
export function applicationForm({ invitation, fields, locale, typed, errors = [] }: FormInput) {
  const labels = fieldLabels(locale);
  const known: FormBody = {
    ...(typed ?? knownValues(invitation, fields)),
    contactEmail: invitation.contactEmail ?? '',
  };
  const problems = new Map(
    errors.map(({ pointer, detail }) => [nameOf(pointer), problemText(detail, locale)]),
  );
  const groups = groupsOf(fields, locale, labels).map(({ legend, specs }) => ({
    legend,
    fields: specs.map((spec) => shown(spec, known[spec.name], problems.get(spec.name))),
  }));
  return { groups, hasErrors: errors.length > 0, errors: summary(groups, problems) };
}

/** The members of `POST /v1/public/invitation/accept` that a form stands for; the schema checks them. */
export function applicationOf(body: FormBody, fields: readonly CustomField[]): Record<string, unknown> {
  const contact = CONTACT.map(({ key, required }) => [key, text(body[`contact.${key}`], required)] as const);
  return {
    contact: Object.fromEntries(contact.filter(([, value]) => value !== undefined)),
    customFields: answersIn(body, fields) ?? {},
    ...(typeof body['password'] === 'string' && body['password'] !== '' && { password: body['password'] }),
  };
}

const CONTACT = [
  { key: 'partnerName', group: 'yourCompany', required: true, autocomplete: 'organization' },
  { key: 'country', group: 'yourCompany', required: false, autocomplete: 'country' },
  { key: 'industry', group: 'yourCompany', required: false, autocomplete: 'off' },
  { key: 'contactFirstName', group: 'you', required: true, autocomplete: 'given-name' },
  { key: 'contactLastName', group: 'you', required: true, autocomplete: 'family-name' },
  { key: 'phoneNumber', group: 'you', required: false, autocomplete: 'tel' },
] as const;

type Labels = Readonly<Record<string, string>>;

function groupsOf(fields: readonly CustomField[], locale: ShippedLocale, labels: Labels) {
  const label = (key: string) => labels[key] ?? key;
  const contact = (group: string) =>
    CONTACT.filter((field) => field.group === group).map((field) => contactSpec(field, locale, labels));
  const groups: { legend: string; specs: FieldSpec[] }[] = [
    { legend: label('yourCompany'), specs: contact('yourCompany') },
    { legend: label('you'), specs: [...contact('you'), emailSpec(labels)] },
    { legend: label('questions'), specs: fields.map((field) => customSpec(field, locale)) },
    { legend: label('access'), specs: [passwordSpec(labels)] },
  ];
  return groups.filter(({ specs }) => specs.length > 0);
}

function contactSpec(
  { key, required, autocomplete }: (typeof CONTACT)[number],
  locale: ShippedLocale,
  labels: Labels,
): FieldSpec {
  const common = { name: `contact.${key}`, label: labels[key] ?? key, required, autocomplete };
  if (key === 'country') return { ...common, kind: 'select', options: countryChoices(locale) };
  const inputType = key === 'phoneNumber' ? 'tel' : 'text';
  return { ...common, kind: 'input', inputType, help: labels[`${key}Help`] };
}

function emailSpec(labels: Labels): FieldSpec {
  return {
    name: 'contactEmail',
    label: labels['contactEmail'] ?? '',
    kind: 'input',
    inputType: 'email',
    required: true,
    readOnly: true,
    autocomplete: 'username',
    help: labels['contactEmailHelp'],
  };
}

function passwordSpec(labels: Labels): FieldSpec {
  return {
    name: 'password',
    label: labels['password'] ?? '',
    kind: 'input',
    inputType: 'password',
    required: false,
    autocomplete: 'new-password',
    help: labels['passwordHelp'],
  };
}

function customSpec(field: CustomField, locale: ShippedLocale): FieldSpec {
  const { key, type, label, required, help } = field;
  return {
    ...{ name: customName(key), label, required, help },
    ...FIELD_TYPES[type].control,
    options: choicesOf(field, locale),
  };
}

function shown(spec: FieldSpec, value: string | string[] | undefined, error: string | undefined) {
  const id = `f-${spec.name.replaceAll('.', '-')}`;
  const chosen = new Set([value ?? []].flat());
  const described = [spec.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...spec,
    id,
    helpId: `${id}-help`,
    errorId: `${id}-error`,
    error,
    help: spec.help,
    readOnly: spec.readOnly,
    autocomplete: spec.autocomplete,
    inputType: spec.inputType,
    describedBy: described === '' ? undefined : described,
    // A password is never sent back to the browser.
    value: spec.inputType === 'password' ? '' : [...chosen][0],
    checked: chosen.has('on'),
    step: spec.inputType === 'number' ? 'any' : undefined,
    isCheckbox: spec.kind === 'checkbox',
    isChoices: spec.kind === 'choices',
    isSelect: spec.kind === 'select',
    isTextarea: spec.kind === 'textarea',
    options: spec.options?.map((option, index) => ({
      ...option,
      id: `${id}-${index}`,
      selected: chosen.has(option.value),
    })),
  };
}

/** Every problem once, in the order of the form, each with a link to its field where it has one. */
function summary(
  groups: readonly { readonly fields: readonly ReturnType<typeof shown>[] }[],
  problems: ReadonlyMap<string, string>,
) {
  const left = new Map(problems);
  const atFields = groups.flatMap(({ fields }) =>
    fields.flatMap(({ name, id, label, error }) => {
      left.delete(name);
      return error === undefined ? [] : [{ href: `#${id}`, label, text: error }];
    }),
  );
  const others = [...left.values()].map((problem) => ({ href: undefined, label: undefined, text: problem }));
  return [...atFields, ...others];
}

function knownValues(invitation: InvitationDoc, fields: readonly CustomField[]): FormBody {
  const contact = CONTACT.map(({ key }) => [`contact.${key}`, invitation[key] ?? ''] as const);
  const custom = fields.map(
    ({ key }) => [customName(key), typedValue(invitation.customFields?.[key])] as const,
  );
  return Object.fromEntries<string | string[]>([...contact, ...custom]);
}

/** An empty field is a missing one, unless the schema is to say that it must not be empty. */
function text(typed: string | string[] | undefined, required: boolean): string | undefined {
  const value = [typed ?? ''].flat()[0]?.trim() ?? '';
  return value === '' && !required ? undefined : value;
}

function nameOf(pointer: string): string {
  const path = pointer.split('/').slice(1, 3);
  return path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}
