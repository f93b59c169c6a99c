import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import type { RequestOf } from '../../client/src';
import { CliError, REFUSED } from '../failures';
import { printOne, printRows, type Column } from '../output';
import type { Tools } from '../tools';

const STATS: readonly Column[] = [
  ['Group', 'key'],
  ['Sent', 'sent'],
  ['Delivered', 'delivered'],
  ['Viewed', 'viewed'],
  ['Accepted', 'accepted'],
  ['Active', 'active'],
  ['Declined', 'declined'],
  ['Expired', 'expired'],
  ['Bounced', 'bounced'],
  ['Applied', 'applied'],
  ['Median hours to accept', 'medianHoursToAccept'],
];

const POLL_MS = 1_000;

/** stats, audit verify, rebuild, rotate-keys, accounts create. */
export function addAdministration(program: Command, tools: Tools): void {
  addStats(program, tools);
  addAudit(program, tools);
  addRebuild(program, tools);
  addRotateKeys(program, tools);
  addAccounts(program, tools);
}

type StatsQuery = NonNullable<RequestOf<'get', '/v1/stats'>['query']>;

const GROUPINGS = [
  'inviter',
  'program',
  'day',
  'week',
  'month',
] as const satisfies readonly StatsQuery['groupBy'][];

function addStats(program: Command, tools: Tools): void {
  program
    .command('stats')
    .description('show the funnel from sent to active')
    .option('--from <date>')
    .option('--to <date>')
    .addOption(new Option('--group-by <what>', 'one line for each').choices(GROUPINGS))
    .action(async ({ from, to, groupBy }: StatsQuery) => {
      const { groups, total } = await tools.usher().get('/v1/stats', { query: { from, to, groupBy } });
      printRows(tools.output(), [...groups, { ...total, key: 'total' }], STATS);
    });
}

function addAudit(program: Command, tools: Tools): void {
  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('recompute the chain of the audit log; exit code 1 where it is broken')
    .action(async () => {
      const answer = await tools.usher().get('/v1/audit-log/verification');
      const columns: Column[] = [
        ['Whole', 'ok'],
        ['Entries checked', 'checked'],
        ['Broken at', 'brokenAt'],
      ];
      printOne(tools.output(), answer, columns);
      if (!answer.ok) throw new CliError('The audit log was tampered with.', REFUSED);
    });
}

function addRebuild(program: Command, tools: Tools): void {
  program
    .command('rebuild')
    .description('write the read model anew from the workflows (instance key)')
    .action(async () => {
      const usher = tools.usher('instance');
      let state = await usher.post('/v1/read-model/rebuild');
      while (state.status === 'running') {
        await sleep(POLL_MS);
        state = await usher.get('/v1/read-model/rebuild');
      }
      const columns: Column[] = [
        ['Status', 'status'],
        ['Rebuilt', 'rebuilt'],
        ['Without a workflow', 'gone'],
        ['Not written', 'failed'],
      ];
      printOne(tools.output(), state, columns);
      if (state.status === 'failed') throw new CliError('The rebuild failed.', REFUSED);
    });
}

function addRotateKeys(program: Command, tools: Tools): void {
  program
    .command('rotate-keys')
    .description(
      'seal everything with the newest USHER_SECRET; the older ones are in USHER_SECRETS_OLD (instance key)',
    )
    .action(async () => {
      const { auditItems, ...done } = await tools.usher('instance').post('/v1/secret-rotation');
      const older = auditItems.filter(({ keyId }) => keyId !== done.keyId);
      const olderAuditItems = older.reduce((sum, { items }) => sum + items, 0);
      printOne(tools.output(), { ...done, olderAuditItems }, [
        ['Key', 'keyId'],
        ['Sealed anew', 'resealed'],
        ['Of a secret that is not there', 'unreadable'],
        ['Audit log items of older secrets', 'olderAuditItems'],
      ]);
      if (done.unreadable > 0)
        throw new CliError('An older secret is missing in USHER_SECRETS_OLD.', REFUSED);
    });
}

function addAccounts(program: Command, tools: Tools): void {
  program
    .command('accounts')
    .description('organisations (instance key)')
    .command('create <name>')
    .description('make an account with its first administrator; the password is read from standard input')
    .requiredOption('--email <address>')
    .requiredOption('--first-name <name>')
    .requiredOption('--last-name <name>')
    .action(async (name: string, options: { email: string; firstName: string; lastName: string }) => {
      const body = { name, admin: { ...options, password: await readLine() } };
      printOne(tools.output(), await tools.usher('instance').post('/v1/accounts', { body }), [
        ['ID', 'id'],
        ['Name', 'name'],
      ]);
    });
}

/** A password never stands on the command line, where other processes see it. */
async function readLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ');
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.replace(/\r?\n[\s\S]*$/, '');
}
