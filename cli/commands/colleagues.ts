import type { Command } from 'commander';
import { invitationIdArgument } from '../arguments';
import { type Column, printOne, printRows } from '../output';
import type { Tools } from '../tools';
import { INVITATION } from './invitations';
import { firstOf } from './lists';

const COMMENT: readonly Column[] = [
  ['At', 'createdAt'],
  ['Who', 'author.name'],
  ['Comment', 'text'],
];

/** comment, comments, assign. */
export function addColleagues(program: Command, tools: Tools): void {
  program
    .command('comment')
    .addArgument(invitationIdArgument())
    .argument('<text>')
    .description('say something to colleagues about an invitation')
    .action(async (id: string, text: string) => {
      const body = { text };
      const added = await tools.usher().post('/v1/invitations/{id}/comments', { path: { id }, body });
      printOne(tools.output(), added, COMMENT);
    });
  program
    .command('comments')
    .addArgument(invitationIdArgument())
    .description('show what colleagues say about an invitation')
    .action(async (id: string) => {
      const all = tools.usher().list('/v1/invitations/{id}/comments', { path: { id } });
      printRows(tools.output(), await firstOf(all, Infinity), COMMENT);
    });
  program
    .command('assign')
    .addArgument(invitationIdArgument())
    .argument('<user>', 'the ID of a user, me, or nobody')
    .description('say who is to decide about a pending partner')
    .action(async (id: string, user: string) => {
      const usher = tools.usher();
      const userId = user === 'me' ? (await usher.get('/v1/me')).user.id : user === 'nobody' ? null : user;
      const request = { path: { id }, body: { userId } };
      printOne(tools.output(), await usher.put('/v1/invitations/{id}/assignee', request), [
        ...INVITATION,
        ['Assigned to', 'assignee.name'],
      ]);
    });
}
