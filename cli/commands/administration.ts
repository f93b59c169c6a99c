import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { CliError, REFUSED } from '../failures';
import { printOne, printRows, type Column } from '../output';
import type { Tools } from '../program';

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
  ['Median hours to accept', 'medianHoursToAccept'],
];

const statistics = z.looseObject({ groups: z.array(z.looseObject({})), total: z.looseObject({}) });
const rebuild = z.looseObject({ status: z.string() });
const verdict = z.looseObject({ ok: z.boolean() });

const POLL_MS = 1_000;

/** stats, audit verify, rebuild, accounts create, doctor. */
export function addAdministration(program: Command, tools: Tools): void {
  addStats(program, tools);
  addAudit(program, tools);
  addRebuild(program, tools);
  addAccounts(program, tools);
  addDoctor(program, tools);
}

function addStats(program: Command, tools: Tools): void {
  program
    .command('stats')
    .description('show the funnel from sent to active')
    .option('--from <date>')
    .option('--to <date>')
    .option('--group-by <what>', 'inviter, program, day, week or month')
    .action(async ({ from, to, groupBy }: Record<string, string | undefined>) => {
      const query = { from, to, groupBy };
      const answer = statistics.parse(await tools.client().json({ method: 'GET', path: '/v1/stats', query }));
      const rows = [...answer.groups, { ...answer.total, key: 'total' }];
      printRows(tools.output(), rows, STATS);
    });
}

function addAudit(program: Command, tools: Tools): void {
  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('recompute the chain of the audit log; exit code 1 where it is broken')
    .action(async () => {
      const path = '/v1/audit-log/verification';
      const answer = verdict.parse(await tools.client().json({ method: 'GET', path }));
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
      const path = '/v1/read-model/rebuild';
      let state = rebuild.parse(await tools.client().json({ method: 'POST', path, asInstance: true }));
      while (state.status === 'running') {
        await sleep(POLL_MS);
        state = rebuild.parse(await tools.client().json({ method: 'GET', path, asInstance: true }));
      }
      const columns: Column[] = [
        ['Status', 'status'],
        ['Rebuilt', 'rebuilt'],
        ['Without a workflow', 'gone'],
      ];
      printOne(tools.output(), state, columns);
      if (state.status === 'failed') throw new CliError('The rebuild failed.', REFUSED);
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
      const call = { method: 'POST', path: '/v1/accounts', body, asInstance: true } as const;
      printOne(tools.output(), await tools.client().json(call), [
        ['ID', 'id'],
        ['Name', 'name'],
      ]);
    });
}

function addDoctor(program: Command, tools: Tools): void {
  program
    .command('doctor')
    .description('tell what is wrong with a set-up')
    .action(async () => {
      const client = tools.client();
      const checks = [
        ['Usher answers', '/healthz'],
        ['Database, Temporal and a worker', '/readyz'],
        ['The API key is good', '/v1/me'],
      ] as const;
      const results = [];
      for (const [check, path] of checks) {
        const result = await client.text({ method: 'GET', path }).then(
          () => 'ok',
          (error: unknown) => (error instanceof Error ? error.message : 'failed'),
        );
        results.push({ check, result });
      }
      printRows(tools.output(), results, [
        ['Check', 'check'],
        ['Result', 'result'],
      ]);
      if (results.some(({ result }) => result !== 'ok'))
        throw new CliError(`Something is wrong at ${client.url}.`, REFUSED);
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
