import type { Command } from 'commander';
import { invitationIdArgument, invitationIdsArgument } from '../arguments';
import { CliError, REFUSED, USAGE } from '../failures';
import { type Column, printOne, printRows } from '../output';
import type { Tools } from '../tools';
import { INVITATION } from './invitations';

/** A decision: the endpoint of the same name, and the option that becomes a member of its body. */
const DECISIONS = [
  { verb: 'resend', description: 'send the link again; the old one dies' },
  { verb: 'revoke', description: 'take an invitation back', text: 'reason' },
  {
    verb: 'approve',
    description: 'approve pending partners, up to 200',
    text: 'note',
    aboutMany: true,
    choosesPartner: true,
  },
  { verb: 'reject', description: 'reject pending partners, up to 200', text: 'reason', aboutMany: true },
  { verb: 'return', description: 'ask a pending partner for more', text: 'reason' },
  { verb: 'retry', description: 'try a failed provisioning again' },
] as const;

/** One command for each. */
export function addDecisions(program: Command, tools: Tools): void {
  for (const decision of DECISIONS) {
    const aboutMany = 'aboutMany' in decision;
    const command = program
      .command(decision.verb)
      .addArgument(aboutMany ? invitationIdsArgument() : invitationIdArgument())
      .description(decision.description);
    const text = 'text' in decision ? decision.text : undefined;
    if (text) command.option(`--${text} <text>`, `a ${text}, kept with the invitation`);
    if ('choosesPartner' in decision)
      command.option('--partner <id>', 'add to this partner (prt_...); "new" makes a new partner');
    command.action(async (given: string | readonly string[], options: Record<string, string>) => {
      const [id = '', ...more] = [given].flat();
      const said = text && options[text];
      if (aboutMany && more.length > 0) {
        if (options['partner']) throw new CliError('--partner is for one invitation.', USAGE);
        await decideMany(tools, decision.verb, [id, ...more], said);
        return;
      }
      const body = { ...(text && said ? { [text]: said } : {}), ...partnerIn(options) };
      const request = { path: { id }, body };
      const answer = await tools.usher().post(`/v1/invitations/{id}/${decision.verb}`, request);
      printOne(tools.output(), answer, INVITATION);
    });
  }
}

function partnerIn({ partner }: Record<string, string>): Record<string, string | null> {
  return partner === undefined ? {} : { addToPartnershipId: partner === 'new' ? null : partner };
}

const RESULT: readonly Column[] = [
  ['ID', 'invitationId'],
  ['Partner Name', 'partnerName'],
  ['Result', 'result'],
  ['Status', 'status'],
  ['Why', 'problem.detail'],
];

/** Each that was changed since it was read is refused, and the others are decided. */
async function decideMany(
  tools: Tools,
  action: 'approve' | 'reject',
  ids: readonly string[],
  reason: string | undefined,
): Promise<void> {
  const usher = tools.usher();
  const invitations = [];
  for (const id of new Set(ids)) {
    const { contentHash } = await usher.get('/v1/invitations/{id}', { path: { id } });
    invitations.push({ id, contentHash });
  }
  const body = { action, invitations, ...(reason && { reason }) };
  const { items, refused } = await usher.post('/v1/invitation-decisions', { body });
  printRows(tools.output(), items, RESULT);
  if (refused > 0) throw new CliError(`${refused} of ${items.length} refused.`, REFUSED);
}
