import { z } from 'zod';
import type { CallTypes, Endpoint } from '../../api/http/endpoint';
import { Problem } from '../../api/http/problem';
import { pointerOf } from '../../domain/field-error';
import { sha256 } from '../../domain/security/secrets';
import type { Form } from './codec';
import { type FormBody, SEEN, textOf, textsOf, unixLines } from './form-body';
import { type Field, type FieldGroup, SAID } from './forms';
import { packed } from './packed';
import type { PageContext } from './page-context';
import { t } from './reader';

/**
 * Two people edit one thing: every form of something that is there carries what it was made of, in a hidden field. Who
 * saves later is told what the other one has saved since, with everything that they typed.
 */

/** A thing as a form edits it; `etag` is empty where there is none yet. */
export interface Edited<Known extends object = object> {
  readonly form: EditForm;
  readonly known: Known;
  readonly etag: string;
}

type EditForm = Pick<Form, 'groups' | 'values'> & Partial<Pick<Form, 'tidy' | 'list'>>;

/** What a page shows of a form, and its hidden field. */
export interface Editing {
  readonly groups: readonly FieldGroup[];
  readonly values: FormBody;
  readonly problem: Problem | undefined;
  readonly told: { readonly seen: string; readonly errorsHeading?: string };
}

const { pack, unpack } = packed(z.object({ tag: z.string(), parts: z.record(z.string(), z.string()) }));

/** The form as it is saved, or as it was typed: after a problem, or where a button saves nothing. */
export function editing(
  { form: typed, caller }: PageContext,
  { form, known, etag }: Edited,
  problem?: Problem,
  isTyped = problem !== undefined,
): Editing {
  const saved = form.values(known);
  const seen = pack({ tag: etag, parts: digestsOf(form, saved) });
  if (!isTyped) return { groups: form.groups(saved), values: saved, problem, told: { seen } };
  const values = form.tidy?.(typed) ?? typed;
  const before = unpack(textOf(typed, SEEN));
  if (problem?.code !== 'precondition-failed' || before === undefined) {
    return { groups: form.groups(values), values, problem, told: { seen: textOf(typed, SEEN) } };
  }
  const changed = changedSince(before.parts, form, { saved, typed: values });
  const theirs = changed.filter(({ isMine }) => !isMine).flatMap(({ name }) => valuesOf(saved, name));
  const shown = { ...values, ...Object.fromEntries(theirs) };
  const groups = form.groups(shown);
  const said = changed.map((one) => beside(one, fieldOf(groups, one.name), saved));
  const texts = new Map(said.map(({ name, text }) => [name, text]));
  return {
    groups: groups.map((group) => ({
      ...group,
      fields: group.fields.map((field) => ({ ...field, theirs: texts.get(field.name) })),
    })),
    values: shown,
    problem: new Problem(problem.code, { ...problem.options, errors: said.map(({ error }) => error) }),
    told: { seen, errorsHeading: headingOf(problem.options.change?.by, caller.userId) },
  };
}

/**
 * Saves what a form edits. What others have changed since is no hindrance where the form does not ask for it, or where
 * they have saved the same.
 *
 * @throws {@link Problem} 412 `precondition-failed` for everything else that was changed
 */
export async function saveEdit<T extends CallTypes, Known extends object>(
  { call, form: typed, text }: PageContext,
  endpoint: Endpoint<T>,
  load: () => Promise<Edited<Known>>,
  bodyOf: (known: Known) => unknown,
) {
  const before = unpack(text(SEEN));
  const save = ({ known }: Edited<Known>, tag: string | undefined) =>
    call(endpoint, { body: bodyOf(known), headers: expecting(tag) });
  try {
    return await save(await load(), before?.tag);
  } catch (error) {
    const isChanged = error instanceof Problem && error.code === 'precondition-failed';
    if (!isChanged || before === undefined) throw error;
    const now = await load();
    const { form } = now;
    const values = { saved: form.values(now.known), typed: form.tidy?.(typed) ?? typed };
    if (changedSince(before.parts, form, values).length > 0) throw error;
    return save(now, now.etag);
  }
}

/** What a call expects to find: the thing of this tag, or none. */
function expecting(tag: string | undefined): Record<string, string> {
  if (tag === undefined) return {};
  return tag === '' ? { 'if-none-match': '*' } : { 'if-match': tag };
}

/** The names of what is compared: each field, or a list as a whole. */
function partsOf(form: EditForm, saved: FormBody): readonly string[] {
  if (form.list !== undefined) return [form.list];
  return form.groups(saved).flatMap(({ fields }) => fields.map(({ name }) => name));
}

const fieldOf = (groups: readonly FieldGroup[], name: string) =>
  groups.flatMap(({ fields }) => fields).find((field) => field.name === name);

/** A field with the free input beside it, or the rows of a list. */
const valuesOf = (values: FormBody, part: string) =>
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

const digestsOf = (form: EditForm, values: FormBody) =>
  Object.fromEntries(partsOf(form, values).map((part) => [part, digestOf(values, part)]));

interface Changed {
  readonly name: string;
  /** Typed over as well: both are shown. */
  readonly isMine: boolean;
}

/** What somebody else has changed to something that was not typed. */
function changedSince(
  before: Readonly<Record<string, string>>,
  form: EditForm,
  { saved, typed }: { readonly saved: FormBody; readonly typed: FormBody },
): Changed[] {
  return partsOf(form, saved).flatMap((name) => {
    const [then, now, mine] = [before[name], digestOf(saved, name), digestOf(typed, name)];
    return then === now || mine === now ? [] : [{ name, isMine: mine !== then }];
  });
}

function headingOf(by: { readonly id: string; readonly name: string } | undefined, reader: string): string {
  if (by === undefined) return t('This was changed while you had it open');
  return by.id === reader
    ? t('You changed this in another window')
    : t('{{who}} changed this while you had it open', { who: by.name });
}

/** Longer texts stand below the sentence. */
const SHORT = 80;

/** What is said of a part that was changed, and the other text where it is long; a list has no place in the form. */
function beside({ name, isMine }: Changed, field: Field | undefined, saved: FormBody) {
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
    options.map((one) => [one.value, own || one.own === true ? one.label : t(one.label)]),
  );
  return texts.map((text) => labels.get(text) ?? text).join(', ');
}
