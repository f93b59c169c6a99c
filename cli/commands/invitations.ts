import { Option, type Command } from 'commander';
import type { RequestOf } from '../../client/src';
import { invitationIdArgument, wholeNumber } from '../arguments';
import { csvLine } from '../csv';
import type { Column } from '../output';
import { printJson, printOne, printRows, textAt } from '../output';
import type { Tools } from '../tools';
import { firstOf } from './lists';

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
  ['Origin', 'origin'],
  ['Reminders sent', 'remindersSent'],
  ['Next reminder', 'nextReminderAt'],
  ['Reason', 'reason'],
  ['Added to', 'addTo.name'],
  ['Allowed actions', 'allowedActions'],
  ['Workflow', 'workflow.url'],
];

const TIMELINE: readonly Column[] = [
  ['At', 'at'],
  ['What', 'type'],
  ['Who', 'actor.name'],
  ['By', 'actor.kind'],
];

/** invite, list, show, link, export. */
export function addInvitations(program: Command, tools: Tools): void {
  addInvite(program, tools);
  addList(program, tools);
  addLink(program, tools);
  program
    .command('show')
    .addArgument(invitationIdArgument())
    .description('show an invitation and its timeline')
    .action(async (id: string) => {
      const [usher, path] = [tools.usher(), { id }];
      const invitation = await usher.get('/v1/invitations/{id}', { path });
      const timeline = await firstOf(usher.list('/v1/invitations/{id}/timeline', { path }), Infinity);
      if (tools.output().json) {
        printJson({ ...invitation, timeline });
        return;
      }
      printOne(tools.output(), invitation, DETAILS);
      console.log();
      printRows(tools.output(), timeline, TIMELINE);
    });
}

function addLink(program: Command, tools: Tools): void {
  program
    .command('link')
    .addArgument(invitationIdArgument())
    .description('print the link of an invitation; the audit log says who took it')
    .action(async (id: string) => {
      const found = await tools.usher().get('/v1/invitations/{id}/link', { path: { id } });
      if (tools.output().json) printJson(found);
      else console.log(found.link);
    });
}

interface InviteOptions {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly message?: string;
  readonly program?: string;
  readonly role?: string;
  readonly partner?: string;
  readonly expiresIn?: string;
  readonly locale?: string;
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
    .option('--partner <id>', 'add the contact to this partner (prt_...) in place of a new one')
    .option('--expires-in <duration>', 'ISO-8601, for example P14D')
    .option('--locale <tag>', 'language of the e-mails')
    .action(async (partnerName: string, contactEmail: string, options: InviteOptions) => {
      const body = {
        partnerName,
        contactEmail,
        contactFirstName: options.firstName,
        contactLastName: options.lastName,
        message: options.message,
        program: options.program,
        roleKey: options.role,
        addToPartnershipId: options.partner,
        expiresIn: options.expiresIn,
        locale: options.locale,
      };
      const invitation = await tools.usher().post('/v1/invitations', { body });
      if (!tools.output().json) console.log('The invitation has been successfully sent.');
      printOne(tools.output(), invitation, DETAILS);
    });
}

type Query = NonNullable<RequestOf<'get', '/v1/invitations'>['query']>;

/** What narrows a list; commander has checked the view, the API checks the rest. */
type Narrowed = Pick<Query, 'view' | 'status' | 'origin' | 'search' | 'assignee' | 'sort'>;

function addList(program: Command, tools: Tools): void {
  const find = ({ view, status, origin, search, assignee, sort }: Narrowed, limit: number) => {
    const query = { view, status, origin, search, assignee, sort, limit: Math.min(limit, PAGE_SIZE) };
    return firstOf(tools.usher().list('/v1/invitations', { query }), limit);
  };
  narrowed(program.command('list'))
    .description('list invitations')
    .option('--limit <number>', 'at most so many', wholeNumber, 25)
    .action(async (options: Narrowed & { readonly limit: number }) => {
      printRows(tools.output(), await find(options, options.limit), INVITATION);
    });
  narrowed(program.command('export'))
    .description('print all invitations of a view as CSV')
    .action(async (options: Narrowed) => {
      const rows = await find(options, Infinity);
      if (tools.output().json) {
        printJson(rows);
        return;
      }
      console.log(csvLine(EXPORTED));
      for (const row of rows) console.log(csvLine(EXPORTED.map((member) => cellOf(textAt(row, member)))));
    });
}

const PAGE_SIZE = 100;
const ORIGINS = ['invitation', 'application'] as const satisfies readonly Query['origin'][];
const VIEWS = ['invited', 'pending', 'sent', 'received'] as const satisfies readonly Query['view'][];

function narrowed(command: Command): Command {
  return command
    .addOption(new Option('--view <view>', 'which invitations').choices(VIEWS).default('sent'))
    .option('--status <statuses>', 'comma list of statuses')
    .addOption(new Option('--origin <origin>', 'who was invited, or who applied without').choices(ORIGINS))
    .option('--search <text>', 'a part of a name or address')
    .option('--assignee <user>', 'ID of the user it is assigned to, or me')
    .option('--sort <field>', 'for example -createdAt');
}

const EXPORTED = [
  'id',
  'status',
  'origin',
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'contactEmail',
  'createdAt',
  'expiresAt',
];

/** Where a table shows a dash, a file has nothing. */
function cellOf(text: string): string {
  return text === '-' ? '' : text;
}
