import { z } from 'zod';
import type { CallTypes, Endpoint } from '../../../api/http/endpoint';
import { Problem } from '../../../api/http/problem';
import { type FormBody, SEEN, textOf } from '../form-body';
import type { FieldGroup } from '../forms';
import { packed } from '../packed';
import type { PageContext } from '../page-context';
import { beside, changedSince, digestsOf, type EditForm, fieldOf, headingOf, valuesOf } from './changes';

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
