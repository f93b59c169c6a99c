import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import { countryChoices } from '../../domain/countries';
import { type FormBody, textOf, textsOf } from '../kit/form-body';
import { customInput, type FieldGroup, formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { reader, sentences, t } from '../kit/reader';
import type { RowsForm } from './rows';
import type { Tone } from '../kit/tables';

/** A row while it is closed. */
interface Line {
  readonly title: string;
  readonly summary: string;
  readonly badge?: string;
  readonly tone?: Tone;
}

/** A list of settings that is built row by row: saved as a whole, arranged by buttons that save nothing. */
export interface Builder {
  readonly rows: RowsForm;
  /** What is said of a row: to add one, that one was added, that there is none. */
  readonly words: { readonly add: string; readonly added: string; readonly none: string };
  /** Countries are chosen from a list in the page. */
  readonly asksCountries?: boolean;
  /** What it means that there is none. */
  readonly none: string;
  /** A new row. */
  readonly fresh: FormBody;
  /** A row once what was typed in it is taken over. */
  readonly settled?: (row: FormBody) => FormBody;
  line(row: FormBody): Line;
  /** The member whose choice changes what a row asks for. */
  readonly reshapes?: string;
  /** What the rows make, to look at while they are built. */
  readonly preview?: (typed: FormBody) => readonly FieldGroup[];
}

/** Rows as they were arranged, and which one it was about. */
interface Arranged {
  readonly rows: readonly FormBody[];
  readonly at: number;
  readonly isOpen?: boolean;
  readonly said?: string;
}

type Arrange = (rows: readonly FormBody[], at: number, builder: Builder) => Arranged;

const swap = (rows: readonly FormBody[], at: number, to: number): Arranged => {
  const [one, other] = [rows[at], rows[to]];
  if (one === undefined || other === undefined) return { rows, at };
  return { rows: rows.map((row, index) => (index === at ? other : index === to ? one : row)), at: to };
};

/** What the buttons of a builder do, by the first word of their value. */
const ARRANGE: Readonly<Record<string, Arrange>> = {
  stay: (rows, at) => ({ rows, at, isOpen: true }),
  add: (rows, _, { fresh, words }) => ({
    rows: [...rows, fresh],
    at: rows.length,
    isOpen: true,
    said: t(words.added),
  }),
  up: (rows, at) => ({ ...swap(rows, at, at - 1), said: t('Moved up.') }),
  down: (rows, at) => ({ ...swap(rows, at, at + 1), said: t('Moved down.') }),
  delete: (rows, at, builder) => ({
    rows: rows.filter((_, index) => index !== at),
    at: Math.min(at, rows.length - 2),
    said: t('“{{row}}” is taken out.', { row: builder.line(rows[at] ?? {}).title }),
  }),
};

/** What a form of rows asks for, besides being saved; `undefined` for that. */
export function arrangedBy(builder: Builder, typed: FormBody): Arranged | undefined {
  const [word = '', at = ''] = textOf(typed, 'do').split('.');
  const arrange = Object.hasOwn(ARRANGE, word) ? ARRANGE[word] : undefined;
  if (arrange === undefined) return undefined;
  const settled = builder.settled ?? ((row: FormBody) => row);
  const rows = builder.rows.rowsIn(typed).map(settled);
  return arrange(rows, at === '' ? -1 : Number(at), builder);
}

interface Shown {
  /** Where the form is sent. */
  readonly action: string;
  readonly values: FormBody;
  readonly arranged?: Arranged | undefined;
  readonly problem?: Problem | undefined;
}

/** Everything of a builder that its page shows. */
export function builderData(context: PageContext, builder: Builder, shown: Shown) {
  const { action, values, arranged, problem } = shown;
  const { rows, words, none, asksCountries = false, preview } = builder;
  const typed = arranged === undefined ? values : rows.typedOf(arranged.rows);
  const saves = context.may(api.putProgramsByKey);
  const { groups, ...fields } = formData(rows.groups(typed), typed, problem);
  const bodies = rows.rowsIn(typed);
  return {
    ...fields,
    action,
    addLabel: t(words.add),
    noneTitle: t(words.none),
    none: t(none),
    isUnsaved: arranged !== undefined || problem !== undefined,
    said: arranged?.said === undefined ? undefined : sentences(arranged.said, t('Save to keep it.')),
    hasFocus: arranged !== undefined && bodies.length === 0,
    countries: asksCountries ? countryChoices(reader().locale) : undefined,
    rows: groups.map((group, index) => ({
      ...builder.line(bodies[index] ?? {}),
      ...rowData(builder, group, { index, last: groups.length - 1, typed }),
      isOpen: isWrong(group) || (arranged?.isOpen === true && arranged.at === index),
      hasFocus: arranged?.at === index,
      ...(!saves && { fields: group.fields.map(withoutButton) }),
      action,
    })),
    groups: preview === undefined ? [] : formData(preview(typed)).groups,
    saves,
  };
}

type Group = ReturnType<typeof formData>['groups'][number];

/** Whoever may only look is offered nothing to press. */
const withoutButton = (field: Group['fields'][number]) =>
  field.custom === undefined ? field : { ...field, custom: { ...field.custom, button: undefined } };

const isWrong = ({ error, fields }: Group): boolean =>
  error !== undefined || fields.some((field) => field.error !== undefined);

function rowData(
  { reshapes }: Builder,
  { name = '', id, error, fields }: Group,
  { index, last, typed }: { readonly index: number; readonly last: number; readonly typed: FormBody },
) {
  const asked = new Set(fields.flatMap((field) => [field.name, customInput(field.name)]));
  const besides = Object.keys(typed).filter((key) => key.startsWith(`${name}.`) && !asked.has(key));
  return {
    id,
    error,
    fields,
    index,
    /** What other types of the row ask for is still there when one goes back to them. */
    kept: besides.flatMap((key) => textsOf(typed, key).map((value) => ({ name: key, value }))),
    up: index > 0 ? `up.${index}` : undefined,
    down: index < last ? `down.${index}` : undefined,
    reshapedBy: reshapes && fields.find((field) => field.name === `${name}.${reshapes}`)?.id,
  };
}
