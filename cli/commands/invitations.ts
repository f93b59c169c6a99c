import type { Command } from 'commander';
import { z } from 'zod';
import type { Column } from '../output';
import { printJson, printOne, printRows, textAt } from '../output';
import type { Tools } from '../program';

export const INVITATION: readonly Column[] = [
  ['ID', 'id'],
  ['Status', 'statusLabel'],
  ['Partner Name', 'partnerName'],
  ['Contact Email', 'contactEmail'],
  ['Created', 'createdAt'],
  ['Expires', 'expiresAt'],
];

const DETAILS: readonly Column[] = [
  ...INVITATION,
  ['Reminders sent', 'remindersSent'],
  ['Next reminder', 'nextReminderAt'],
  ['Reason', 'reason'],
  ['Allowed actions', 'allowedActions'],
  ['Workflow', 'workflow.url'],
];

const TIMELINE: readonly Column[] = [
  ['At', 'at'],
  ['What', 'type'],
  ['Who', 'actor.name'],
  ['By', 'actor.kind'],
];

const items = z.object({ items: z.array(z.unknown()) });
const itemsOf = (answer: unknown) => items.parse(answer).items;

/** invite, list, show, export. */
export function addInvitations(program: Command, tools: Tools): void {
  addInvite(program, tools);
  addList(program, tools);
  program
    .command('show <invitationId>')
    .description('show an invitation and its timeline')
    .action(async (id: string) => {
      const path = `/v1/invitations/${encodeURIComponent(id)}`;
      const invitation = await tools.client().json({ method: 'GET', path });
      const timeline = itemsOf(await tools.client().json({ method: 'GET', path: `${path}/timeline` }));
      if (tools.output().json) {
        printJson({ ...(invitation as object), timeline });
        return;
      }
      printOne(tools.output(), invitation, DETAILS);
      console.log();
      printRows(tools.output(), timeline, TIMELINE);
    });
}

function addInvite(program: Command, tools: Tools): void {
  program
    .command('invite <partnerName> <contactEmail>')
    .description('invite a partner')
    .option('--first-name <name>', "the contact's first name")
    .option('--last-name <name>', "the contact's last name")
    .option('--message <text>', 'a personal note')
    .option('--program <key>', 'the program to invite with')
    .option('--role <key>', 'the role of the first user')
    .option('--expires-in <duration>', 'ISO-8601, for example P14D')
    .option('--locale <tag>', 'language of the e-mails')
    .action(async (partnerName: string, contactEmail: string, options: Record<string, string>) => {
      const body = {
        partnerName,
        contactEmail,
        contactFirstName: options['firstName'],
        contactLastName: options['lastName'],
        message: options['message'],
        program: options['program'],
        roleKey: options['role'],
        expiresIn: options['expiresIn'],
        locale: options['locale'],
      };
      const invitation = await tools.client().json({ method: 'POST', path: '/v1/invitations', body });
      if (!tools.output().json) console.log('The invitation has been successfully sent.');
      printOne(tools.output(), invitation, DETAILS);
    });
}

function addList(program: Command, tools: Tools): void {
  const narrowed = (command: Command) =>
    command
      .option('--view <view>', 'invited, pending, sent or received', 'sent')
      .option('--status <statuses>', 'comma list of statuses')
      .option('--search <text>', 'a part of a name or address')
      .option('--sort <field>', 'for example -createdAt');
  const find = (options: Record<string, string>, limit: number) => {
    const query = {
      view: options['view'],
      status: options['status'],
      search: options['search'],
      sort: options['sort'],
    };
    return tools.client().all({ method: 'GET', path: '/v1/invitations', query }, limit);
  };
  narrowed(program.command('list'))
    .description('list invitations')
    .option('--limit <number>', 'at most so many', '25')
    .action(async (options: Record<string, string>) => {
      printRows(tools.output(), await find(options, Number(options['limit'])), INVITATION);
    });
  narrowed(program.command('export'))
    .description('print all invitations of a view as CSV')
    .action(async (options: Record<string, string>) => {
      const rows = await find(options, Infinity);
      if (tools.output().json) {
        printJson(rows);
        return;
      }
      console.log(EXPORTED.join(','));
      for (const row of rows) console.log(EXPORTED.map((member) => csvCell(textAt(row, member))).join(','));
    });
}

const EXPORTED = [
  'id',
  'status',
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'contactEmail',
  'createdAt',
  'expiresAt',
];

/** Quoted, and never a formula to a spreadsheet. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]./.test(text) ? `'${text}` : text;
  return `"${(harmless === '-' ? '' : harmless).replaceAll('"', '""')}"`;
}
