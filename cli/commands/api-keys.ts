import { InvalidArgumentError, type Command } from 'commander';
import type { RequestOf } from '../../client/src';
import { firstOf } from './lists';
import { printOne, printRows, type Column } from '../output';
import type { Tools } from '../tools';

const KEYS: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Begins with', 'prefix'],
  ['Last used', 'lastUsedAt'],
  ['Expires', 'expiresAt'],
  ['Old key', 'old.prefix'],
  ['works until', 'old.validUntil'],
  ['last used', 'old.lastUsedAt'],
];
const SHOWN_ONCE: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Key', 'key'],
  ['Expires', 'expiresAt'],
  ['Old key works until', 'old.validUntil'],
];

type NewKey = RequestOf<'post', '/v1/api-keys'>['body'];
type Rotation = RequestOf<'post', '/v1/api-keys/{id}/rotate'>['body'];

/** api-keys list, create, rotate, revoke. */
export function addApiKeys(program: Command, tools: Tools): void {
  const keys = program.command('api-keys').description('keys of programs');
  keys
    .command('list')
    .description('show the keys of the account, never the keys themselves')
    .action(async () => {
      printRows(tools.output(), await firstOf(tools.usher().list('/v1/api-keys'), Infinity), KEYS);
    });
  keys
    .command('create <name>')
    .description('make a key that acts as you; it is printed once')
    .option('--scope <scope...>', 'what it may do; all that you may without it')
    .option('--expires-at <time>', 'for example 2030-12-31T00:00:00Z')
    .action(async (name: string, { scope, expiresAt }: { scope?: NewKey['scopes']; expiresAt?: string }) => {
      const body = { name, scopes: scope, expiresAt };
      printOne(tools.output(), await tools.usher().post('/v1/api-keys', { body }), SHOWN_ONCE);
    });
  addChanges(keys, tools);
}

function addChanges(keys: Command, tools: Tools): void {
  keys
    .command('rotate')
    .description('put a new key in the place of one of yours; it is printed once')
    .argument('<keyId>', 'for example key_01J9...', keyId)
    .option('--old-key-valid-for <duration>', 'how long the old key works too, PT0S to P30D', 'P1D')
    .option('--expires-at <time>', 'of the new key; as it is without it')
    .action(async (id: string, body: NonNullable<Rotation>) => {
      const rotated = await tools.usher().post('/v1/api-keys/{id}/rotate', { path: { id }, body });
      printOne(tools.output(), rotated, SHOWN_ONCE);
    });
  keys
    .command('revoke')
    .description('end a key for good')
    .argument('<keyId>', 'for example key_01J9...', keyId)
    .action(async (id: string) => {
      await tools.usher().delete('/v1/api-keys/{id}', { path: { id } });
      printOne(tools.output(), { id, revoked: true }, [
        ['ID', 'id'],
        ['Revoked', 'revoked'],
      ]);
    });
}

/** Refused before anybody is asked when it cannot be one. */
function keyId(text: string): string {
  if (/^key_\w{26}$/.test(text)) return text;
  throw new InvalidArgumentError('Must be key_ and 26 characters.');
}
