import type { FieldError } from '../../domain/field-error';
import type { FormBody } from './page-context';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** A field as a page declares it; its value comes from what was typed or is known. */
export interface Field {
  /** Name in the form; a JSON pointer with dots for slashes. */
  readonly name: string;
  readonly label: string;
  readonly kind?: 'input' | 'textarea' | 'select' | 'choices' | 'radios' | 'checkbox';
  readonly inputType?: 'text' | 'tel' | 'email' | 'url' | 'number' | 'date' | 'password' | 'datetime-local';
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly help?: string | undefined;
  readonly autocomplete?: string;
  readonly options?: readonly Choice[];
  /** Text of the empty choice of a select; none without it. */
  readonly blank?: string;
  readonly rows?: number;
  readonly wide?: boolean;
  /** Where htmx asks what there is to say about the value while it is typed. */
  readonly live?: string;
}

export interface FieldGroup {
  readonly legend?: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
  /** Of filters and rows nobody has to be told that they may be left empty. */
  readonly bare?: boolean;
}

/** What is wrong, from a JSON pointer to the text; unknown pointers stay in the summary. */
export interface FormState {
  readonly values: FormBody;
  readonly errors?: readonly FieldError[] | undefined;
}

/** One line of the summary above a form. */
export interface ErrorLine {
  readonly href: string | undefined;
  readonly label: string | undefined;
  readonly text: string;
  readonly link: string | undefined;
  readonly linkHref: string | undefined;
}

/** What the API says about codes, said about what people type in their place. */
function inWords(detail: string): string {
  const days = /^Must be an ISO-8601 duration such as P14D, .* to P(\d+)D\.$/.exec(detail)?.[1];
  if (days !== undefined) return `Write it like 14 days or 36 hours; at most ${days} days.`;
  if (detail === 'Must be an ISO-8601 duration such as P3D or -P1D.') {
    return 'Write it like 3 days, 1 day before expiry.';
  }
  return detail;
}

/** The groups as the template shows them, and every error once, in the order of the form. */
export function formData(groups: readonly FieldGroup[], { values, errors = [] }: FormState) {
  const problems = new Map<string, string>();
  for (const { pointer, detail } of errors) {
    const name = nameOf(pointer, groups);
    if (!problems.has(name)) problems.set(name, inWords(detail));
  }
  const left = new Map(problems);
  const shown = groups.map(({ legend, intro, fields, bare = false }) => ({
    legend,
    intro,
    fields: fields.map((field) => {
      left.delete(field.name);
      const shownOne = shownField(field, values[field.name], problems.get(field.name));
      return { ...shownOne, optional: shownOne.optional && !bare };
    }),
  }));
  const atFields = shown.flatMap(({ fields }) =>
    fields.flatMap(({ id, label, error }) => (error === undefined ? [] : [line(error, label, `#${id}`)])),
  );
  const others = [...left].map(([name, text]) => line(name === '' ? text : `${name}: ${text}`));
  const lines = [...atFields, ...others];
  return { groups: shown, hasErrors: lines.length > 0, errors: lines };
}

/** A line of the summary that belongs to no field. */
export function line(
  text: string,
  label?: string,
  href?: string,
  more?: { readonly link: string; readonly href: string },
): ErrorLine {
  return { text, label, href, link: more?.link, linkHref: more?.href };
}

/** A pointer names its field or something inside it. */
function nameOf(pointer: string, groups: readonly FieldGroup[]): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const names = new Set(groups.flatMap(({ fields }) => fields.map(({ name }) => name)));
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.');
    if (names.has(name)) return name;
  }
  return parts.join('.');
}

function shownField(field: Field, value: string | string[] | undefined, error: string | undefined) {
  const { kind = 'input', inputType = 'text', required = false } = field;
  const id = `f-${field.name.replaceAll(/[^\w-]/g, '-')}`;
  const chosen = new Set([value ?? []].flat());
  const described = [field.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    name: field.name,
    label: field.label,
    help: field.help,
    helpId: `${id}-help`,
    error,
    errorId: `${id}-error`,
    describedBy: described === '' ? undefined : described,
    required,
    optional: !required && kind !== 'checkbox' && field.readOnly !== true,
    readOnly: field.readOnly,
    autocomplete: field.autocomplete,
    inputType,
    // A password is never sent back to the browser.
    value: inputType === 'password' ? '' : [...chosen][0],
    checked: chosen.has('on'),
    step: inputType === 'number' ? 'any' : undefined,
    rows: field.rows ?? 4,
    wide: field.wide ?? (kind === 'textarea' || kind === 'choices'),
    blank: field.blank,
    live: field.live,
    liveId: `${id}-live`,
    isCheckbox: kind === 'checkbox',
    isChoices: kind === 'choices' || kind === 'radios',
    choiceType: kind === 'radios' ? 'radio' : 'checkbox',
    isSelect: kind === 'select',
    isTextarea: kind === 'textarea',
    options: (field.options ?? []).map(({ value: option, label, hint }, index) => ({
      value: option,
      label,
      hint,
      id: `${id}-${index}`,
      selected: chosen.has(option),
    })),
  };
}
