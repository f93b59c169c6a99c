import type { CustomField } from '../../domain/programs/program';
import type { Invitation as InvitationDoc } from '../../domain/invitations/invitation';
import { fieldLabels, problemText } from '../../templates/pages';
import type { ShippedLocale } from '../../templates/locales';
import type { Problem } from '../../api/http/problem';
import { countryChoices } from '../../domain/countries';
import { defined } from '../../domain/defined';
import { answersIn, type CustomFieldTexts, customFormField, typedAnswers } from '../kit/custom-fields-form';
import { type FormBody, textOf } from '../kit/form-body';
import { type Field, type FieldGroup, type FileControl, formData } from '../kit/forms';
import { acceptedVersion, acceptField, type TermsShown, termsData, tickedFor } from '../terms/shown';

/** What is known of whoever fills in the form. */
type Known = Pick<InvitationDoc, 'contactEmail' | 'customFields' | (typeof CONTACT)[number]['key']>;

interface FormInput {
  readonly invitation: Known;
  readonly fields: readonly CustomField[];
  readonly locale: ShippedLocale;
  /** Nobody invited: whoever applies by themselves has proven the address, and may have a user already. */
  readonly applies?: { readonly hasUser: boolean };
  /** What was typed before, and what is wrong with it, when the form is shown again. */
  readonly typed?: FormBody;
  readonly problem?: Problem;
  /** Files that were uploaded, by their IDs. */
  readonly files: FileControl['known'];
  /** What has to be accepted. */
  readonly terms?: TermsShown | undefined;
}

/** The application form as its template shows it: groups of fields with values and what is wrong. */
export function applicationForm({
  invitation,
  fields,
  locale,
  applies,
  typed,
  problem,
  files,
  terms,
}: FormInput) {
  const known = typed === undefined ? knownValues(invitation, fields) : tickedFor(terms, typed);
  const values = { ...known, contactEmail: invitation.contactEmail ?? '' };
  const labels = fieldLabels(locale);
  const box = terms === undefined ? [] : [{ fields: [acceptField(labels['termsAccept'])] }];
  const form = formData([...groupsOf(fields, files, locale, applies), ...box], values, problem, {
    optional: labels['optional'] ?? '',
    optionalBoxes: true,
    say: (text) => text,
    problem: (error) => problemText(error, locale),
    elsewhere: (_name, text) => text,
  });
  if (terms === undefined) return form;
  const words = { label: labels['terms'] ?? '', elsewhere: labels['termsElsewhere'] ?? '' };
  const accept = form.groups.at(-1)?.fields[0];
  return { ...form, groups: form.groups.slice(0, -1), terms: termsData(terms, accept, words) };
}

/** The members of `POST /v1/public/invitation/accept` that a form stands for; the schema checks them. */
export function applicationOf(body: FormBody, fields: readonly CustomField[]): Record<string, unknown> {
  const contact = CONTACT.map(({ key, required }) => [key, contactOf(body, key, required)] as const);
  return {
    contact: defined(Object.fromEntries(contact)),
    customFields: answersIn(body, fields) ?? {},
    ...defined({ termsVersion: acceptedVersion(body) }),
    ...(typeof body['password'] === 'string' && body['password'] !== '' && { password: body['password'] }),
  };
}

/** An empty field is a missing one, unless the schema is to say that it must not be empty. */
function contactOf(body: FormBody, key: string, required: boolean): string | undefined {
  const value = textOf(body, `contact.${key}`).trim();
  return value === '' && !required ? undefined : value;
}

const CONTACT = [
  { key: 'partnerName', group: 'yourCompany', required: true, autocomplete: 'organization' },
  { key: 'country', group: 'yourCompany', required: false, autocomplete: 'country' },
  { key: 'industry', group: 'yourCompany', required: false, autocomplete: 'off' },
  { key: 'contactFirstName', group: 'you', required: true, autocomplete: 'given-name' },
  { key: 'contactLastName', group: 'you', required: true, autocomplete: 'family-name' },
  { key: 'phoneNumber', group: 'you', required: false, autocomplete: 'tel' },
] as const;

function groupsOf(
  customFields: readonly CustomField[],
  files: FileControl['known'],
  locale: ShippedLocale,
  applies: FormInput['applies'],
): FieldGroup[] {
  const labels = fieldLabels(locale);
  const label = (key: string) => labels[key] ?? key;
  const contact = (group: string): Field[] =>
    CONTACT.filter((field) => field.group === group).map(({ key, required, autocomplete }) => ({
      name: `contact.${key}`,
      label: label(key),
      required,
      autocomplete,
      ...(key === 'country'
        ? { kind: 'select', options: countryChoices(locale), blank: label('choose') }
        : { inputType: key === 'phoneNumber' ? 'tel' : 'text', help: labels[`${key}Help`] }),
    }));
  const email: Field = {
    name: 'contactEmail',
    label: label('contactEmail'),
    inputType: 'email',
    required: true,
    readOnly: true,
    autocomplete: 'username',
    help: labels[applies === undefined ? 'contactEmailHelp' : 'contactEmailProven'],
  };
  const groups = [
    { legend: label('yourCompany'), fields: contact('yourCompany') },
    { legend: label('you'), fields: [...contact('you'), email] },
    {
      legend: label('questions'),
      fields: customFields.map((field) => customFormField(field, files, textsOf(locale, label))),
    },
    { legend: label('access'), fields: applies?.hasUser === true ? [] : [passwordField(locale)] },
  ];
  return groups.filter(({ fields }) => fields.length > 0);
}

function textsOf(locale: ShippedLocale, label: (key: string) => string): CustomFieldTexts {
  return {
    locale,
    choose: label('choose'),
    file: {
      uploaded: label('fileUploaded'),
      replace: label('fileReplace'),
      remove: label('fileRemove'),
      upTo: label('fileUpTo'),
    },
  };
}

/** Whoever has a user already keeps their password. */
function passwordField(locale: ShippedLocale): Field {
  const labels = fieldLabels(locale);
  return {
    name: 'password',
    label: labels['password'] ?? 'password',
    inputType: 'password',
    autocomplete: 'new-password',
    help: labels['passwordHelp'],
  };
}

function knownValues(invitation: Known, fields: readonly CustomField[]): FormBody {
  const contact = CONTACT.map(({ key }) => [`contact.${key}`, invitation[key] ?? ''] as const);
  return { ...Object.fromEntries(contact), ...typedAnswers(fields, invitation.customFields) };
}
