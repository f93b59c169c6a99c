import type { FieldError } from '../../domain/field-error';
import type { Problem } from '../../api/http/problem';
import { type FormBody, textOf, textsOf } from './form-body';
import { durationText, roleName } from './format';
import { problemText } from '../../templates/pages';
import { problemSentence } from './problem-text';
import { reader, t } from './reader';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Its words are somebody's own, and no text of ours. */
  readonly own?: boolean;
}

export type Choices = readonly Choice[] | (() => readonly Choice[]);

/** The choices, asked for where they depend on the reader. */
export const choicesOf = (choices: Choices): readonly Choice[] =>
  typeof choices === 'function' ? choices() : choices;

/** Whatever has a key and a name, to choose. */
export function choiceOf({ key, name }: { readonly key: string; readonly name: string }): Choice {
  return { value: key, label: name, own: true };
}

/** A role to choose. */
export function roleChoice({ key, name }: { readonly key: string; readonly name: string }): Choice {
  return { value: key, label: roleName(key, name), own: true };
}

/** An uploaded file as a form shows it. */
export interface KnownFile {
  readonly name: string;
  readonly size: string;
  /** Where its reader can save it. */
  readonly href?: string;
}

/** A field for a file: endings that it takes, files that are known by their IDs, and its words. */
export interface FileControl {
  readonly accept: string;
  readonly known: ReadonlyMap<string, KnownFile>;
  readonly texts: { readonly uploaded: string; readonly replace: string; readonly remove: string };
}

/** Name of the input that a file is chosen in, beside the field that holds its ID. */
export const fileInput = (name: string): string => `file.${name}`;

/** Name of the box that empties the field. */
export const removalBox = (name: string): string => `remove.${name}`;

/** The choice that stands for what is typed in the free input beside it. */
export const CUSTOM = 'custom';

/** Name of the free input beside choices. */
export const customInput = (name: string): string => `${name}.${CUSTOM}`;

/** A free input beside choices: what is none of them. */
export interface CustomInput {
  readonly label: string;
  readonly placeholder: string;
  /** A known value that is none of the choices, as people type it. */
  readonly write?: (value: string) => string;
  /** ID of the list of what may be typed. */
  readonly list?: string;
  /** Takes over what was typed, without saving. */
  readonly button?: { readonly label: string; readonly value: string; readonly action: string };
}

/** A field as a page declares it; its value comes from what was typed or is known. */
export interface Field {
  /** Name in the form; a JSON pointer with dots for slashes. */
  readonly name: string;
  /** In the page, where several forms have a field of the name. */
  readonly id?: string;
  readonly label: string;
  /** Its words are the account's, and no texts of ours. */
  readonly own?: boolean;
  readonly kind?: 'input' | 'textarea' | 'select' | 'choices' | 'checkbox' | 'file';
  readonly inputType?: 'text' | 'tel' | 'email' | 'url' | 'number' | 'date' | 'password';
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly help?: string | undefined;
  readonly autocomplete?: string;
  /** What there is to choose; asked for anew in each language where it depends on that. */
  readonly options?: Choices;
  /** Text of the empty choice of a select; none without it. */
  readonly blank?: string;
  readonly rows?: number;
  readonly wide?: boolean;
  /** A free input beside the choices, sent as `<name>.custom`. */
  readonly custom?: CustomInput;
  /** What a field for a file says; its value is the ID of an uploaded one. */
  readonly file?: FileControl;
  /** What somebody else has saved in the meantime, where it is long. */
  readonly theirs?: string | undefined;
  /** Where htmx asks what there is to say about the value while it is typed. */
  readonly live?: string;
}

export interface FieldGroup {
  /** What the group is about, like the name of a field: takes what is wrong with it as a whole. */
  readonly name?: string;
  readonly legend?: string;
  readonly fields: readonly Field[];
  /** Of filters and rows nobody has to be told that they may be left empty. */
  readonly bare?: boolean;
}

/** One line of the summary above a form. */
export interface ErrorLine {
  readonly text: string;
  readonly label?: string;
  readonly href?: string;
  readonly link?: string;
  readonly linkHref?: string;
}

/** What a form says by itself, in the language of its page. */
export interface FormTexts {
  readonly optional: string;
  /** Whether boxes say it as well. */
  readonly optionalBoxes: boolean;
  /** A label or help that a page declares. */
  readonly say: (text: string) => string;
  /** What is wrong, for people. */
  readonly problem: (error: FieldError) => string;
  /** The same about something that is no field of the form. */
  readonly elsewhere: (name: string, text: string) => string;
}

/** Forms of the signed-in side are declared in English, and speak the reader's language. */
const ofReader = (): FormTexts => ({
  optional: t('(optional)'),
  optionalBoxes: false,
  say: t,
  problem: wrongText,
  elsewhere: (name, text) => (name === '' ? text : `${name}: ${text}`),
});

/** Code of an error that a page has put into its reader's words already. */
export const SAID = 'said';

/** What is wrong, for its reader; what the API says about ISO durations is said about what people type in their place. */
export function wrongText(error: FieldError): string {
  const { code, limit, detail } = error;
  if (code === SAID) return detail;
  if (code === 'duration') {
    const most = durationText(String(limit));
    return t('Write it like 14 days or 36 hours; at most {{most}}.', { most });
  }
  if (code === 'offset') return t('Write it like 3 days, 1 day before expiry.');
  const said = t(detail);
  return said === detail ? problemText(error, reader().locale) : said;
}

/**
 * The groups as the template shows them, with what is wrong at each field, and the summary: every error once, in the
 * order of the form, or what is wrong with the whole.
 */
export function formData(
  groups: readonly FieldGroup[],
  values: FormBody = {},
  problem?: Problem,
  texts: FormTexts = ofReader(),
) {
  const errors = errorsByName(groups, problem?.options.errors ?? [], texts);
  const shown = groups.map(({ name, legend, fields, bare = false }) => ({
    legend: legend && texts.say(legend),
    ...(name !== undefined && { name, id: idOf(name), error: errors.get(name) }),
    fields: fields.map((field) =>
      shownField(saidField(field, texts), values, errors.get(field.name), bare ? undefined : texts),
    ),
  }));
  const all = shown.flatMap(({ fields }) => fields);
  const places = shown.flatMap(({ fields, legend, id, error }) => [
    ...(id === undefined ? [] : [{ id, label: legend ?? '', error }]),
    // Several rows have a field of the label.
    ...fields.map((field) =>
      id === undefined ? field : { ...field, label: `${legend ?? ''}: ${field.label}` },
    ),
  ]);
  const atFields = places.flatMap(({ id, label, error }) =>
    error === undefined ? [] : [{ href: `#${id}`, label, text: error }],
  );
  const names = namesIn(groups);
  const others = [...errors].filter(([name]) => !names.has(name));
  const lines: ErrorLine[] = [
    ...atFields,
    ...others.map(([name, text]) => ({ text: texts.elsewhere(name, text) })),
  ];
  return {
    groups: shown,
    /** Its form is sent with the files that are chosen in it. */
    hasFiles: all.some(({ isFile }) => isFile),
    hasErrors: problem !== undefined,
    errors: problem === undefined || lines.length > 0 ? lines : [{ text: problemSentence(problem) }],
  };
}

/** A field with what there is to choose in it now. */
type AskedField = Omit<Field, 'options'> & { readonly options?: readonly Choice[] };

/** The field in the words of its page; what an account named itself stays. */
function saidField({ options: choices, ...field }: Field, { say }: FormTexts): AskedField {
  const options = choices && choicesOf(choices);
  if (field.own === true) return { ...field, ...(options && { options }) };
  const { label, help, blank, custom } = field;
  return {
    ...field,
    label: say(label),
    ...(help !== undefined && { help: say(help) }),
    ...(blank !== undefined && { blank: say(blank) }),
    ...(custom && { custom: saidCustom(custom, say) }),
    ...(options && {
      options: options.map((one) =>
        one.own === true ? one : { ...one, label: say(one.label), hint: one.hint && say(one.hint) },
      ),
    }),
  };
}

function saidCustom(
  { label, placeholder, button, ...custom }: CustomInput,
  say: FormTexts['say'],
): CustomInput {
  return {
    ...custom,
    label: say(label),
    placeholder: say(placeholder),
    ...(button && { button: { ...button, label: say(button.label) } }),
  };
}

/** The first error of each name. */
function errorsByName(groups: readonly FieldGroup[], errors: readonly FieldError[], texts: FormTexts) {
  const names = namesIn(groups);
  const found = new Map<string, string>();
  for (const error of errors) {
    const name = nameOf(error.pointer, names);
    if (!found.has(name)) found.set(name, texts.problem(error));
  }
  return found;
}

function namesIn(groups: readonly FieldGroup[]): ReadonlySet<string> {
  return new Set(
    groups.flatMap(({ name, fields }) => [name ?? [], fields.map((field) => field.name)].flat()),
  );
}

/** The ID in the page of what has the name. */
const idOf = (name: string): string => `f-${name.replaceAll(/[^\w-]/g, '-')}`;

/** A pointer names its field or something inside it. */
function nameOf(pointer: string, names: ReadonlySet<string>): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
  return paths.find((path) => names.has(path)) ?? parts.join('.');
}

/** A file that is there need not be chosen again; one that is optional can be taken away. */
function fileParts({ name, file, required = false }: AskedField, id: string) {
  if (file === undefined) return {};
  const uploaded = file.known.get(id);
  return {
    inputName: fileInput(name),
    mustChoose: required && id === '',
    uploaded,
    removalName: uploaded !== undefined && !required ? removalBox(name) : undefined,
  };
}

/** The free input beside choices, with what was typed in it, or with what is known and none of them. */
function customParts({ name, custom, kind, options = [] }: AskedField, values: FormBody) {
  const value = textOf(values, name);
  if (custom === undefined) return { sent: textsOf(values, name) };
  const isOther = kind === 'select' && value !== '' && options.every((option) => option.value !== value);
  const known = isOther ? (custom.write?.(value) ?? value) : '';
  const typed = textOf(values, customInput(name));
  return {
    sent: isOther ? [CUSTOM] : textsOf(values, name),
    custom: { ...custom, name: customInput(name), value: typed === '' ? known : typed },
  };
}

function shownField(
  field: AskedField,
  values: FormBody,
  error: string | undefined,
  texts: FormTexts | undefined,
) {
  const { help, kind = 'input', inputType = 'text', required = false, rows = 4 } = field;
  const id = idOf(field.id ?? field.name);
  const { custom, sent } = customParts(field, values);
  const chosen = new Set(sent);
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  const asks = !required && field.readOnly !== true && (kind !== 'checkbox' || texts?.optionalBoxes === true);
  return {
    ...field,
    id,
    helpId: `${id}-help`,
    error,
    errorId: `${id}-error`,
    describedBy: described === '' ? undefined : described,
    required,
    optional: asks ? texts?.optional : undefined,
    inputType,
    // A password is never sent back to the browser.
    value: inputType === 'password' ? '' : [...chosen][0],
    checked: chosen.has('on'),
    step: inputType === 'number' ? 'any' : undefined,
    rows,
    wide: field.wide ?? (kind === 'textarea' || kind === 'choices'),
    liveId: `${id}-live`,
    custom,
    isCheckbox: kind === 'checkbox',
    isChoices: kind === 'choices',
    isSelect: kind === 'select',
    isTextarea: kind === 'textarea',
    isFile: kind === 'file',
    ...fileParts(field, [...chosen][0] ?? ''),
    options: (field.options ?? []).map((option, index) => ({
      ...option,
      id: `${id}-${index}`,
      selected: chosen.has(option.value),
    })),
  };
}
