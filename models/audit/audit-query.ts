import { decodeCursor, InvalidPageError, type Position } from '../../domain/cursor';
import { anyOf, between } from '../mongo/collection';

export interface AuditQuery {
  readonly accountId: string;
  readonly types?: readonly string[] | undefined;
  /** ID or kind of the actor. */
  readonly actor?: string | undefined;
  /** ID or kind of the target. */
  readonly target?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** `-seq`, newest first, unless asked otherwise. */
  readonly sort?: 'seq' | '-seq' | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What of a log is asked for. */
export function conditions({ accountId, types, actor, target, from, to }: AuditQuery): object {
  const either = (member: string, value: string) => ({
    $or: [{ [`${member}.id`]: value }, { [`${member}.kind`]: value }],
  });
  return {
    $and: [
      { accountId },
      ...(types === undefined ? [] : [{ type: anyOf(types) }]),
      ...(actor === undefined ? [] : [either('actor', actor)]),
      ...(target === undefined ? [] : [either('target', target)]),
      ...(from === undefined && to === undefined ? [] : [{ at: between(from, to) }]),
    ],
  };
}

/** Behind or before which item the page of a cursor is. */
export function placeOf(sort: string, cursor: string): Position & { readonly value: number } {
  const { value, ...place } = decodeCursor(sort, cursor);
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new InvalidPageError('cursor');
  return { ...place, value };
}
