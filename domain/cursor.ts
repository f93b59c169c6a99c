/** A cursor or a sort order that no answer of ours ever held; the request is wrong, not the server. */
export class InvalidPageError extends Error {
  override readonly name = 'InvalidPageError';
  constructor(readonly member: 'cursor' | 'sort') {
    super(`The ${member} is not valid.`);
  }
}

/** A place between two pages: the value of the sort column and the ID of the row beside it. */
export interface Position {
  readonly value: string | number;
  readonly id: string;
  /** The page wanted is the one that ends before this row; without it, the one that begins after it. */
  readonly before?: boolean;
}

const BEFORE = 'before';

const MAX_CURSOR_CHARS = 1000;

/** Writes a position as opaque text; it holds only in the same sort order. */
export function encodeCursor(sort: string, position: Position): string {
  const { value, id, before } = position;
  return Buffer.from(JSON.stringify([sort, value, id, ...(before ? [BEFORE] : [])])).toString('base64url');
}

/**
 * Reads what {@link encodeCursor} wrote.
 *
 * @throws {@link InvalidPageError} for any other text and for another sort order
 */
export function decodeCursor(sort: string, text: string): Position {
  if (text.length > MAX_CURSOR_CHARS) throw new InvalidPageError('cursor');
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidPageError('cursor');
  }
  if (!Array.isArray(parts) || parts[0] !== sort) throw new InvalidPageError('cursor');
  const [, value, id, ...rest] = parts as unknown[];
  const before = rest.length === 1 && rest[0] === BEFORE;
  const isPosition = typeof id === 'string' && (typeof value === 'string' || typeof value === 'number');
  if (!isPosition || (rest.length > 0 && !before)) throw new InvalidPageError('cursor');
  return { value, id, ...(before && { before }) };
}
