import type { Command } from 'commander';
import { invitationIdArgument, invitationIdsArgument } from '../arguments';
import { type Column, printJson, printOne, printRows } from '../output';
import type { Tools } from '../tools';
import { INVITATION } from './invitations';

/** A decision: the endpoint of the same name, and the option that becomes a member of its body. */
const DECISIONS = [
  { verb: 'resend', description: 'send the link again; the old one dies' },
  { verb: 'revoke', description: 'take an invitation back', text: 'reason' },
  { verb: 'return', description: 'ask a pending partner for more', text: 'reason' },
  { verb: 'retry', description: 'try a failed provisioning again' },
] as const;

/** Decisions that may be about several invitations at once. */
const DECISIONS_ABOUT_MANY = [
  { verb: 'approve', description: 'approve pending partners', text: 'note' },
  { verb: 'reject', description: 'reject pending partners', text: 'reason' },
] as const;

/** One command for each. */
export function addDecisions(program: Command, tools: Tools): void {
  for (const decision of DECISIONS_ABOUT_MANY) addDecisionAboutMany(program, tools, decision);
  for (const decision of DECISIONS) {
    const command = program
      .command(decision.verb)
      .addArgument(invitationIdArgument())
      .description(decision.description);
    const text = 'text' in decision ? decision.text : undefined;
    if (text) command.option(`--${text} <text>`, `a ${text}, kept with the invitation`);
    command.action(async (id: string, options: Record<string, string>) => {
      const body = text && options[text] ? { [text]: options[text] } : {};
      const request = { path: { id }, body };
      const answer = await tools.usher().post(`/v1/invitations/{id}/${decision.verb}`, request);
      printOne(tools.output(), answer, INVITATION);
    });
  }
}

const RESULT: readonly Column[] = [
  ['ID', 'invitationId'],
  ['Partner Name', 'partnerName'],
  ['Result', 'result'],
  ['Status', 'status'],
  ['Why', 'problem.detail'],
];

/** One of them by its own endpoint; of several each that was changed since it was read is refused. */
function addDecisionAboutMany(
  program: Command,
  tools: Tools,
  { verb, description, text }: (typeof DECISIONS_ABOUT_MANY)[number],
): void {
  program
    .command(verb)
    .addArgument(invitationIdsArgument())
    .description(`${description}, up to 200`)
    .option(`--${text} <text>`, `a ${text}, kept with each of them`)
    .action(async (ids: readonly string[], options: Record<string, string>) => {
      const usher = tools.usher();
      const said = options[text];
      const [id = '', ...more] = ids;
      if (more.length === 0) {
        const body = said ? { [text]: said } : {};
        printOne(
          tools.output(),
          await usher.post(`/v1/invitations/{id}/${verb}`, { path: { id }, body }),
          INVITATION,
        );
        return;
      }
      const invitations = [];
      for (const one of new Set(ids)) {
        const { contentHash } = await usher.get('/v1/invitations/{id}', { path: { id: one } });
        invitations.push({ id: one, contentHash });
      }
      const body = { action: verb, invitations, ...(said && { reason: said }) };
      const answer = await usher.post('/v1/invitation-decisions', { body });
      if (tools.output().json) printJson(answer);
      else printRows(tools.output(), answer.items, RESULT);
      if (answer.refused > 0) process.exitCode = 1;
    });
}
