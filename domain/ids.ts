import { createHash } from 'node:crypto';
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
  | 'cht'
  | 'imp'
  | 'prv'
  | 'off'
  | 'doc'
  | 'apl'
  | 'cmt'
  | 'viw';

/** The 26 characters of a new ID, for whoever reserves one before it is known what it names. */
export const newIdBody: () => string = monotonicFactory();
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BODY = `[${ALPHABET}]{26}`;

/** A new ID: `<prefix>_` and 26 characters of a ULID, so that IDs of one process sort by their making. */
export function newId(prefix: IdPrefix): string {
  return idOf(prefix, newIdBody());
}

/** The ID with these 26 characters of {@link newIdBody}. */
export const idOf = (prefix: IdPrefix, body: string): string => `${prefix}_${body}`;

/** The ID that a call has reserved, or a new one where it has none. */
export function reservedOrNew(prefix: IdPrefix, reservedId: string | undefined): string {
  return reservedId === undefined ? newId(prefix) : idOf(prefix, reservedId);
}

/** The ID of what this text names: always the same one, for whatever is found or read again. */
export function derivedId(prefix: IdPrefix, text: string): string {
  const digest = createHash('sha256').update(text).digest().subarray(0, 26);
  return idOf(prefix, [...digest].map((byte) => ALPHABET.charAt(byte % 32)).join(''));
}

/** Whether the text has the exact form of {@link newId}; says nothing about existence. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return new RegExp(`^${prefix}_${BODY}$`).test(text);
}
