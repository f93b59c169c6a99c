import type { z } from 'zod';
import { at, form, type Form } from '../kit/codec';
import type { FormBody } from '../kit/form-body';
import type { Field } from '../kit/forms';

/** What one row asks for, and what is made of all of them. */
export interface RowsSpec<S extends z.ZodType> {
  readonly legend: string;
  readonly controls: Parameters<typeof form<S>>[1];
  /** A field as a row of these values asks for it; `undefined` where it does not. */
  readonly fieldIn?: (field: Field, row: FormBody, index: number) => Field | undefined;
  /** Rows as the API takes them, of those that were typed. */
  readonly completed?: (rows: readonly object[]) => readonly object[];
}

/** A list of things of one kind, a numbered row for each. */
export interface RowsForm extends Form {
  rowsIn(typed: FormBody): FormBody[];
  typedOf(rows: readonly FormBody[]): FormBody;
  /** The rows as the API takes them. */
  bodies(typed: FormBody): readonly object[];
}

/** The form of such a list: nothing that was typed is left out, however little it is. */
export function rows<S extends z.ZodType>(name: string, schema: S, spec: RowsSpec<S>): RowsForm {
  const row = form(schema, spec.controls);
  const fieldIn = spec.fieldIn ?? ((field: Field) => field);
  const completed = spec.completed ?? ((all: readonly object[]) => all);
  const numbered = new RegExp(`^${name}\\.(\\d+)\\.(.+)$`);
  const rowsIn = (typed: FormBody): FormBody[] => {
    const found = new Map<number, Record<string, string | string[] | undefined>>();
    for (const [key, value] of Object.entries(typed)) {
      const [, number, member = ''] = numbered.exec(key) ?? [];
      if (number === undefined) continue;
      found.set(Number(number), { ...found.get(Number(number)), [member]: value });
    }
    return [...found].sort(([a], [b]) => a - b).map(([, one]) => one);
  };
  const typedOf = (all: readonly FormBody[]): FormBody =>
    Object.fromEntries(
      all.flatMap((one, index) =>
        Object.entries(one).map(([member, value]) => [`${name}.${index}.${member}`, value]),
      ),
    );
  const fieldsOf = (one: FormBody, index: number): Field[] =>
    row.fields.flatMap((field) => fieldIn(field, one, index) ?? []);
  /** What a row no longer asks for is not sent, but stays in the form. */
  const asked = (one: FormBody, index: number): FormBody => {
    const names = new Set(fieldsOf(one, index).map((field) => field.name));
    const gone = row.fields.filter((field) => !names.has(field.name)).map((field) => field.name);
    return Object.fromEntries(Object.entries(one).filter(([member]) => !gone.includes(member)));
  };
  const bodies = (typed: FormBody) =>
    completed(rowsIn(typed).map((one, index) => row.body(asked(one, index))));
  return {
    list: name,
    rowsIn,
    typedOf,
    groups: (values) =>
      rowsIn(values).map((one, index) => ({
        name: `${name}.${index}`,
        bare: true,
        legend: `${spec.legend} ${index + 1}`,
        fields: fieldsOf(one, index).map((field) => ({
          ...field,
          required: false,
          name: `${name}.${index}.${field.name}`,
        })),
      })),
    values: (known) => typedOf((at(known, name) as readonly object[]).map((one) => row.values(one))),
    bodies,
    body: (typed) => ({ [name]: bodies(typed) }),
    tidy: (typed) => typedOf(rowsIn(typed)),
  };
}
