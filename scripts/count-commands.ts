import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What the driver asks by itself. */
const OF_THE_DRIVER: readonly string[] = ['hello', 'ismaster', 'ping', 'endSessions'];

type Command = (this: unknown, ns: unknown, command: object, ...rest: unknown[]) => unknown;

/**
 * Loaded before a measured process (`node --require`): counts its MongoDB commands, and writes their number to
 * `mongo-commands` in its data folder when it gets a SIGUSR2.
 */
let count = 0;
const driver: unknown = createRequire(__filename)('mongodb/lib/cmap/connection');
const { prototype } = (driver as { Connection: { prototype: { command: Command } } }).Connection;
const { command: original } = prototype;
prototype.command = function command(ns, asked, ...rest) {
  if (!OF_THE_DRIVER.includes(Object.keys(asked)[0] ?? '')) count += 1;
  return original.call(this, ns, asked, ...rest);
};
process.on('SIGUSR2', () => {
  writeFileSync(path.join(process.env['USHER_DATA_DIR'] ?? '.', 'mongo-commands'), String(count));
});
