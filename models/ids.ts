import { monotonicFactory } from 'ulid';

/** Prefix of every kind of ID; what it names is readable from the ID itself. */
export type IdPrefix =
  | 'acc'
  | 'usr'
  | 'inv'
  | 'app'
  | 'prt'
  | 'wsp'
  | 'fld'
  | 'rec'
  | 'key'
  | 'note'
  | 'whe'
  | 'whd'
  | 'imp'
  | 'prv';

const nextUlid = monotonicFactory();
const BODY = '[0-9A-HJKMNP-TV-Z]{26}';

/** A new ID: `<prefix>_` and 26 characters of a ULID, so that IDs of one process sort by their making. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${nextUlid()}`;
}

/** Whether the text has the exact form of {@link newId}; says nothing about existence. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return new RegExp(`^${prefix}_${BODY}$`).test(text);
}
