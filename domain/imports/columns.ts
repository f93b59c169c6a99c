import { original } from '../csv-cells';
import type { FieldError } from '../field-error';
import { newInvitation } from '../invitations/invitation-input';
import { cellList, cellValue } from '../programs/field-types';
import type { CustomField } from '../programs/program';
import * as scalars from '../scalars';

/** The column that `rejected.csv` adds; it is passed over when the corrected file comes back. */
export const REJECTED_BECAUSE = 'rejectedBecause';

/** The name of a column that is passed over, whatever it holds. */
export const PASSED_OVER = '-';

/** Where somebody else's spreadsheet or program made a cell harmless. */
const NEUTRALISED = /^'(?=[=+\-@\t\r])/;

/** A cell without what made it harmless for spreadsheets; in a file of ours that was done inside of it too. */
export function asTyped(columns: readonly string[], cell: string): string {
  return columns.includes(REJECTED_BECAUSE) ? original(cell) : cell.replace(NEUTRALISED, '');
}

type Target =
  | { readonly kind: 'field' | 'list' | 'customField' | 'share' | 'sharedFolders'; readonly key: string }
  | { readonly kind: 'ignored' };

/** One column of a CSV file and what it fills. */
export interface Column {
  readonly name: string;
  readonly target: Target;
}

/** The members of an invitation that a column can fill. */
export const FIELDS = Object.keys(newInvitation.shape).filter(
  (name) => name !== 'customFields' && name !== 'share',
);
const REQUIRED = ['partnerName', 'contactEmail'];

/**
 * What the columns of a file fill, by the names in its header, and what is wrong: a name that cannot be one, twice the
 * same, or a missing required column.
 */
export function columnsOf(header: readonly string[]): { columns: Column[]; errors: FieldError[] } {
  const columns = header.map((name) => ({ name: name.trim(), target: targetOf(name.trim()) }));
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  columns.forEach(({ name, target }, index) => {
    const id = target === undefined || target.kind === 'ignored' ? name : `${target.kind} ${target.key}`;
    if (target === undefined) errors.push({ pointer: `/columns/${index}`, detail: UNKNOWN });
    else if (target.kind !== 'ignored' && seen.has(id))
      errors.push({ pointer: `/columns/${index}`, detail: TWICE });
    seen.add(id);
  });
  for (const name of REQUIRED) {
    if (!seen.has(`field ${name}`)) {
      errors.push({ pointer: '/columns', detail: `The header names no column ${name}.` });
    }
  }
  return { columns: columns.flatMap(({ name, target }) => (target ? [{ name, target }] : [])), errors };
}

/** The names of a header, where those that fill nothing that there is, or the same again, are passed over. */
export function namesKept(header: readonly string[], customFields: readonly CustomField[]): string[] {
  const isThere = (key: string) => customFields.some((field) => field.key === key);
  const seen = new Set<string>();
  return header.map((text) => {
    const target = targetOf(text.trim());
    if (target === undefined || target.kind === 'ignored') return PASSED_OVER;
    const id = `${target.kind} ${target.key}`;
    if (seen.has(id) || (target.kind === 'customField' && !isThere(target.key))) return PASSED_OVER;
    seen.add(id);
    return text.trim();
  });
}

/** How many of these names are those of our own fields. */
export function knownColumns(names: readonly string[]): number {
  return names.filter((name) => targetOf(name.replaceAll('"', '').trim())?.kind === 'field').length;
}

const UNKNOWN = 'There is no such column; a custom field may be named customFields.<key>.';
const TWICE = 'This column is there twice.';

/** Names count as written; for our own fields neither case nor blanks matter. */
function targetOf(name: string): Target | undefined {
  if (['', PASSED_OVER, REJECTED_BECAUSE].includes(name)) return { kind: 'ignored' };
  const field = FIELDS.find((one) => one.toLowerCase() === plainName(name));
  if (field !== undefined) return { kind: field === 'reminders' ? 'list' : 'field', key: field };
  if (name === 'share.workspaceId') return { kind: 'share', key: 'workspaceId' };
  if (name === 'share.folderIds') return { kind: 'sharedFolders', key: 'folderIds' };
  const key = name.startsWith('customFields.') ? name.slice('customFields.'.length) : name;
  return scalars.key.safeParse(key).success ? { kind: 'customField', key } : undefined;
}

/** The row as POST /v1/invitations would take it; empty cells are left out. */
export function rowOf(
  columns: readonly Column[],
  cells: readonly string[],
  definitions: readonly CustomField[],
): { readonly row: Record<string, unknown>; readonly errors: FieldError[] } {
  const row: Record<string, unknown> = {};
  const into = (part: string): Record<string, unknown> => (row[part] ??= {}) as Record<string, unknown>;
  const errors: FieldError[] = [];
  const names = columns.map(({ name }) => name);
  cells.forEach((cell, index) => {
    const text = asTyped(names, cell);
    const { name, target } = columns[index] ?? { name: '', target: { kind: 'ignored' } as const };
    if (text.trim() === '') return;
    switch (target.kind) {
      case 'ignored':
        if (name === '') errors.push({ pointer: '', detail: `Cell ${index + 1} stands in no column.` });
        break;
      case 'field':
        row[target.key] = text.trim();
        break;
      case 'list':
        row[target.key] = cellList(text);
        break;
      case 'customField':
        into('customFields')[target.key] = customValue(definitions, target.key, text);
        break;
      case 'share':
        into('share')[target.key] = text.trim();
        break;
      case 'sharedFolders':
        into('share')[target.key] = cellList(text);
        break;
    }
  });
  return { row, errors };
}

/** The text of a field in a stored row, as it was sent; empty where there is none. */
export function cellNamed(columns: readonly string[], cells: readonly string[], field: string): string {
  const index = columns.findIndex((name) => plainName(name) === field.toLowerCase());
  return asTyped(columns, cells[index] ?? '').trim();
}

const plainName = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** A cell of a field that the program does not have stays text and is refused. */
function customValue(definitions: readonly CustomField[], key: string, cell: string): unknown {
  const field = definitions.find((one) => one.key === key);
  return field === undefined ? cell : cellValue(field, cell);
}

/**
 * JSON rows as a table: a column for each member, in the order in which they first appear; `undefined` when there are
 * too many.
 */
export function tableOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  mostColumns: number,
): { readonly columns: string[]; readonly cells: string[][] } | undefined {
  const flat = rows.map(flatten);
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  // Every row gets a cell for every column, so that a few bytes of JSON could become millions of cells.
  if (columns.length > mostColumns) return undefined;
  return { columns, cells: flat.map((row) => columns.map((column) => row.get(column) ?? '')) };
}

function flatten(row: Readonly<Record<string, unknown>>): Map<string, string> {
  const entries = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    const isPart =
      (name === 'customFields' || name === 'share') && typeof value === 'object' && value !== null;
    if (!isPart) return [[name, value]];
    return Object.entries(value).map(([key, member]) => [`${name}.${key}`, member]);
  });
  return new Map(entries.map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('|');
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
