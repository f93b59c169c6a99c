import { pointerOf } from '../../../domain/field-error';
import { sha256 } from '../../../domain/security/secrets';
import type { Form } from '../codec';
import { type FormBody, textsOf, unixLines } from '../form-body';
import { choicesOf, type Field, type FieldGroup, SAID } from '../forms';
import { t } from '../reader';

/** A form of something that is there. */
export type EditForm = Pick<Form, 'groups' | 'values'> & Partial<Pick<Form, 'tidy' | 'list'>>;

/** The names of what is compared: each field, or a list as a whole. */
function partsOf(form: EditForm, saved: FormBody): readonly string[] {
  if (form.list !== undefined) return [form.list];
  return form.groups(saved).flatMap(({ fields }) => fields.map(({ name }) => name));
}

/** The field of the name. */
export const fieldOf = (groups: readonly FieldGroup[], name: string) =>
  groups.flatMap(({ fields }) => fields).find((field) => field.name === name);

/** A field with the free input beside it, or the rows of a list. */
export const valuesOf = (values: FormBody, part: string) =>
  Object.entries(values).filter(([name]) => name === part || name.startsWith(`${part}.`));

/** Blanks around a text, line ends and boxes that are not ticked make no difference. */
function digestOf(values: FormBody, part: string): string {
  const told = valuesOf(values, part)
    .map(([name]): [string, string[]] => [name, textsOf(unixLines(values), name).map((text) => text.trim())])
    .map(([name, texts]): [string, string[]] => [name, texts.filter((text) => text !== '')])
    .filter(([, texts]) => texts.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(told)).slice(0, 12);
}

/** What a form was made of, a digest for each part. */
export const digestsOf = (form: EditForm, values: FormBody) =>
  Object.fromEntries(partsOf(form, values).map((part) => [part, digestOf(values, part)]));

/** A part that somebody else has changed. */
export interface Changed {
  readonly name: string;
  /** Typed over as well: both are shown. */
  readonly isMine: boolean;
}

/** What somebody else has changed to something that was not typed. */
export function changedSince(
  before: Readonly<Record<string, string>>,
  form: EditForm,
  { saved, typed }: { readonly saved: FormBody; readonly typed: FormBody },
): Changed[] {
  return partsOf(form, saved).flatMap((name) => {
    const [then, now, mine] = [before[name], digestOf(saved, name), digestOf(typed, name)];
    return then === now || mine === now ? [] : [{ name, isMine: mine !== then }];
  });
}

/** Who changed it, above all that was changed. */
export function headingOf(
  by: { readonly id: string; readonly name: string } | undefined,
  reader: string,
): string {
  if (by === undefined) return t('This was changed while you had it open');
  return by.id === reader
    ? t('You changed this in another window')
    : t('{{who}} changed this while you had it open', { who: by.name });
}

/** Longer texts stand below the sentence. */
const SHORT = 80;

/** What is said of a part that was changed, and the other text where it is long; a list has no place in the form. */
export function beside({ name, isMine }: Changed, field: Field | undefined, saved: FormBody) {
  const saying = (detail: string, text?: string) => {
    const pointer = field === undefined ? '' : pointerOf(name.split('.'));
    return { name, text, error: { pointer, detail, code: SAID } };
  };
  if (!isMine) return saying(t('Changed in the meantime: what is saved now stands here.'));
  if (field === undefined) {
    return saying(t('The list was changed. Yours stands below; save again to put it in place of the other.'));
  }
  const theirs = shownText(field, saved);
  if (theirs === '') return saying(t('Emptied in the meantime. Yours stands here; save again to keep it.'));
  if (theirs.length > SHORT || theirs.includes('\n')) {
    return saying(t('Changed in the meantime. Yours stands here; save again to keep it.'), theirs);
  }
  return saying(
    t('“{{theirs}}” was saved in the meantime. Yours stands here; save again to keep it.', { theirs }),
  );
}

/** The value of a field as people read it. */
function shownText({ kind, name, options = [], own = false }: Field, values: FormBody): string {
  const texts = textsOf(values, name).filter((text) => text !== '');
  if (kind === 'checkbox') return texts.length > 0 ? t('Yes') : t('No');
  if (kind === 'file') return texts.length > 0 ? t('Another file') : '';
  const labels = new Map(
    choicesOf(options).map((one) => [one.value, own || one.own === true ? one.label : t(one.label)]),
  );
  return texts.map((text) => labels.get(text) ?? text).join(', ');
}
