import type { Command } from 'commander';
import { invitationIdArgument } from '../arguments';
import { printOne } from '../output';
import type { Tools } from '../tools';
import { INVITATION } from './invitations';

/** A decision: the endpoint of the same name, and the option that becomes a member of its body. */
const DECISIONS = [
  { verb: 'resend', description: 'send the link again; the old one dies' },
  { verb: 'revoke', description: 'take an invitation back', text: 'reason' },
  { verb: 'approve', description: 'approve a pending partner', text: 'note' },
  { verb: 'reject', description: 'reject a pending partner', text: 'reason' },
  { verb: 'return', description: 'ask a pending partner for more', text: 'reason' },
  { verb: 'retry', description: 'try a failed provisioning again' },
] as const;

/** One command for each. */
export function addDecisions(program: Command, tools: Tools): void {
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
