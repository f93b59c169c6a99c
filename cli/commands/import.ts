import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { CliError, USAGE } from '../failures';
import { printOne, printRows, showProgress, type Column } from '../output';
import type { Tools } from '../program';

const importState = z.looseObject({
  id: z.string(),
  status: z.string(),
  total: z.number(),
  done: z.number(),
});

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

const POLL_MS = 500;

/** import: uploads a CSV file and waits for its last row. */
export function addImport(program: Command, tools: Tools): void {
  program
    .command('import <file>')
    .description('invite everybody in a CSV file; the same file again invites nobody twice')
    .option('--dry-run', 'check the rows and invite nobody', false)
    .action(async (file: string, { dryRun }: { dryRun: boolean }) => {
      const bytes = new Uint8Array(readFile(file));
      const upload = { type: 'text/csv', bytes };
      const path = '/v1/invitation-imports';
      const query = { dryRun: String(dryRun) };
      let state = importState.parse(await tools.client().json({ method: 'POST', path, query, file: upload }));
      while (state.status === 'running') {
        showProgress(state.done, state.total);
        await sleep(POLL_MS);
        state = importState.parse(await tools.client().json({ method: 'GET', path: `${path}/${state.id}` }));
      }
      showProgress(state.done, state.total);
      printOne(tools.output(), state, IMPORT);
      if (tools.output().json || !state['invalid']) return;
      const bad = { method: 'GET', path: `${path}/${state.id}/rows`, query: { result: 'invalid' } } as const;
      printRows(tools.output(), await tools.client().all(bad, 20), BAD_ROWS);
    });
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new CliError(`${file} cannot be read.`, USAGE);
  }
}
