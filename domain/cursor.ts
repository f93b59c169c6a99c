/** A cursor or a sort order that no answer of ours ever held; the request is wrong, not the server. */
export class InvalidPageError extends Error {
  override readonly name = 'InvalidPageError';
  constructor(readonly member: 'cursor' | 'sort') {
    super(`The ${member} is not valid.`);
  }
}

/** Where a page ended: the value of the sort column and the ID of its last row. */
export interface Position {
  readonly value: string | number;
  readonly id: string;
}

const MAX_CURSOR_CHARS = 1000;

/** Writes a position as opaque text; it holds only in the same sort order. */
export function encodeCursor(sort: string, position: Position): string {
  return Buffer.from(JSON.stringify([sort, position.value, position.id])).toString('base64url');
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
  if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== sort) throw new InvalidPageError('cursor');
  const [, value, id] = parts as unknown[];
  if (typeof id !== 'string' || (typeof value !== 'string' && typeof value !== 'number')) {
    throw new InvalidPageError('cursor');
  }
  return { value, id };
}
