import { Option, type Command } from 'commander';
import type { RequestOf } from '../../client/src';
import { printOne, type Column } from '../output';
import type { Tools } from '../tools';

type Changes = NonNullable<RequestOf<'put', '/v1/me/notifications'>['body']>;
type Kind = keyof NonNullable<Changes['kinds']>;
type Pace = NonNullable<NonNullable<Changes['kinds']>[Kind]>;

const PACES = ['at_once', 'daily', 'never'] as const satisfies readonly Pace[];

/** What each option says of a kind of notice. */
const KINDS: Readonly<Record<Kind, readonly [option: string, heading: string]>> = {
  answers: ['--answers', 'Accepted and declined'],
  expired: ['--expired', 'Expired'],
  deliveryProblems: ['--delivery-problems', 'Delivery problems'],
  approvals: ['--approvals', 'Approvals'],
  setUp: ['--set-up', 'Set-up failed'],
};

const COLUMNS: readonly Column[] = [
  ...Object.entries(KINDS).map(([kind, [, heading]]): Column => [heading, `kinds.${kind}`]),
  ['Time zone', 'timeZone'],
  ['Next daily digest', 'nextDigestAt'],
];

/** Shows which notices the caller gets, or changes it. */
export function addNotifications(program: Command, tools: Tools): void {
  const command = program
    .command('notifications')
    .description('show which notices you get, and when; options change it')
    .option('--time-zone <name>', 'whose 8 in the morning the daily digest leaves at, such as Europe/Berlin');
  for (const [option, heading] of Object.values(KINDS)) {
    command.addOption(new Option(`${option} <when>`, heading).choices(PACES));
  }
  command.action(async ({ timeZone, ...kinds }: { timeZone?: string } & Partial<Record<Kind, Pace>>) => {
    const usher = tools.usher();
    const isChange = timeZone !== undefined || Object.keys(kinds).length > 0;
    const body: Changes = { ...(timeZone !== undefined && { timeZone }), kinds };
    const chosen = isChange
      ? await usher.put('/v1/me/notifications', { body })
      : await usher.get('/v1/me/notifications');
    printOne(tools.output(), chosen, COLUMNS);
  });
}
