import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import type { Schema, UsherClient } from '../../client/src';
import { CliError, REFUSED, USAGE } from '../failures';
import { printOne, printRows, showProgress, type Column } from '../output';
import type { Tools } from '../tools';
import { firstOf } from './lists';

const IMPORT: readonly Column[] = [
  ['ID', 'id'],
  ['Status', 'status'],
  ['Rows', 'total'],
  ['Created', 'created'],
  ['Already invited', 'alreadyInvited'],
  ['Already partner', 'alreadyPartner'],
  ['Invalid', 'invalid'],
];
const BAD_ROWS: readonly Column[] = [
  ['Row', 'row'],
  ['Partner Name', 'partnerName'],
  ['Contact Email', 'contactEmail'],
  ['Errors', 'errors'],
];

const ENCODINGS = ['windows-1252', 'windows-1250', 'windows-1251', 'macintosh'] as const;

const POLL_MS = 500;
const BAD_ROWS_SHOWN = 20;

/** import: uploads a CSV file and waits for its last row. */
export function addImport(program: Command, tools: Tools): void {
  program
    .command('import <file>')
    .description('invite everybody in a CSV file; the same file again invites nobody twice')
    .option('--dry-run', 'check the rows and invite nobody', false)
    .addOption(new Option('--encoding <name>', 'of a file that is not Unicode').choices(ENCODINGS))
    .action(async (file: string, options: { dryRun: boolean; encoding?: (typeof ENCODINGS)[number] }) => {
      const usher = tools.usher();
      const csv = readFile(file);
      const ended = await watch(usher, await usher.post('/v1/invitation-imports', { query: options, csv }));
      printOne(tools.output(), ended, IMPORT);
      if (!tools.output().json && ended.invalid > 0) await printBadRows(usher, tools, ended.id);
      if (ended.status === 'failed') throw new CliError('The import failed.', REFUSED);
    });
}

/** Shows how far an import is, until it has ended. */
async function watch(usher: UsherClient, started: Schema<'Import'>): Promise<Schema<'Import'>> {
  let state = started;
  while (state.status === 'running') {
    showProgress(state.done, state.total);
    await sleep(POLL_MS);
    state = await usher.get('/v1/invitation-imports/{id}', { path: { id: state.id } });
  }
  showProgress(state.done, state.total);
  return state;
}

async function printBadRows(usher: UsherClient, tools: Tools, id: string): Promise<void> {
  const query = { result: 'invalid', limit: BAD_ROWS_SHOWN } as const;
  const rows = usher.list('/v1/invitation-imports/{id}/rows', { path: { id }, query });
  const shown = (await firstOf(rows, BAD_ROWS_SHOWN)).map(({ errors, ...row }) => ({
    ...row,
    errors: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`),
  }));
  printRows(tools.output(), shown, BAD_ROWS);
}

function readFile(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    throw new CliError(`${file} cannot be read.`, USAGE);
  }
}
