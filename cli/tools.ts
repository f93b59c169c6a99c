import type { UsherClient } from '../client/src';
import type { KeyKind } from './connection';
import type { Output } from './output';

/** What a command works with; the connection is looked up when a command runs, not before. */
export interface Tools {
  /** Asks with the account's API key, or with the instance key. */
  usher(kind?: KeyKind): UsherClient;
  output(): Output;
}
