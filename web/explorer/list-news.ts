import { createHash } from 'node:crypto';
import type { Invitation } from '../kit/api-call';
import { t } from '../kit/reader';

type Row = Pick<Invitation, 'id' | 'updatedAt'> & { readonly status: string } & Partial<
    Pick<Invitation, 'assignee'>
  >;

const MARK = 6;

/** A row that changes gets another mark. */
function markOf({ id, status, updatedAt, assignee }: Row): string {
  const shown = JSON.stringify([id, status, updatedAt, assignee?.id]);
  return createHash('sha256').update(shown).digest('base64url').slice(0, MARK);
}

/** What a page of a list shows, short enough for an address. */
export const marksOf = (rows: readonly Row[]): string => rows.map(markOf).join('');

/** What is there now beside what was seen; nothing where the page is as it was. */
export function newsOf(rows: readonly Row[], seen: string): string | undefined {
  const known = new Set(seen.match(new RegExp(`.{${MARK}}`, 'g')));
  const now = rows.map(markOf);
  const fresh = now.filter((mark) => !known.has(mark)).length;
  if (fresh > 0) return t('{{count}} new or changed', { count: fresh });
  const gone = known.size - now.length;
  return gone > 0 ? t('{{count}} no longer in this list', { count: gone }) : undefined;
}
