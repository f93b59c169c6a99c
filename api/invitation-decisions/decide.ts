import { forEachAtOnce } from '../../domain/for-each-at-once';
import { isContentHash } from '../../domain/invitations/content-hash';
import type { InvitationDoc } from '../../models';
import { byTimeline, defineEndpoint, found, ok, Problem, PROBLEMS, type z } from '../http';
import { problemOf } from '../http/problem';
import { postInvitationsByIdApprove } from '../invitations/approve';
import { postInvitationsByIdReject } from '../invitations/reject';
import type { SignedInCall } from '../invitations/visible';
import { decisions, newDecisions, type DecisionResult } from './schema';

type Body = z.output<typeof newDecisions>;
type Wanted = Body['invitations'][number];

/** The endpoint that decides about one, and the member of its body that says why. */
const ACTIONS = {
  approve: { endpoint: postInvitationsByIdApprove, why: 'note', bindsContent: true },
  reject: { endpoint: postInvitationsByIdReject, why: 'reason', bindsContent: false },
} as const;

/** Each waits for Temporal, up to 2 s while no worker is there. */
const AT_ONCE = 16;

/** While one of these is away, asking for the rest would only take time. */
const AWAY: readonly string[] = ['temporal-unavailable', 'database-unavailable', 'overloaded'];

/** Approves or rejects many pending partners, each by a decision of its own with a result of its own. */
export const postInvitationDecisions = defineEndpoint({
  route: 'post /v1/invitation-decisions',
  summary: 'Approve or reject pending partners',
  access: { scope: 'invitations:decide' },
  audit: byTimeline,
  body: newDecisions,
  responses: {
    200: { description: 'What became of each; some may have been refused.', schema: decisions },
  },
  problems: ['temporal-unavailable'],
  async handler(call) {
    const { action, invitations } = call.body;
    const items: DecisionResult[] = [];
    let away: Problem | undefined;
    await forEachAtOnce([...invitations.entries()], AT_ONCE, async ([index, wanted]) => {
      items[index] = away === undefined ? await decideOne(call, wanted) : refused(wanted, null, away);
      const { problem } = items[index];
      if (problem !== null && AWAY.includes(problem.code)) away ??= new Problem('temporal-unavailable');
    });
    const count = (result: DecisionResult['result']) => items.filter((one) => one.result === result).length;
    const [done, queued] = [count('done'), count('queued')];
    // Nothing was decided, so that the same call may be sent again.
    if (away !== undefined && done + queued === 0) throw away;
    return ok({ action, done, queued, refused: count('refused'), items });
  },
});

interface DecisionsCall extends SignedInCall {
  readonly body: Body;
}

async function decideOne(call: DecisionsCall, wanted: Wanted): Promise<DecisionResult> {
  const { deps, caller } = call;
  let doc: InvitationDoc | undefined;
  try {
    doc = found(await deps.stores.invitations.find(caller.accountId, wanted.id));
    requireUnchanged(call, doc, wanted);
    return await send(call, doc, wanted);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    return refused(wanted, doc?.partnerName ?? null, problem);
  }
}

/** What was read is what is decided about; in any other status the workflow says what is wrong. */
function requireUnchanged({ deps }: DecisionsCall, doc: InvitationDoc, wanted: Wanted): void {
  const isWaiting = doc.status === 'pending_approval';
  if (isWaiting && !isContentHash(wanted.contentHash, doc, deps.settings.secret)) {
    throw new Problem('content-changed');
  }
}

/** The same as one decision by its own endpoint, with the ID that the key makes for this invitation. */
async function send(call: DecisionsCall, doc: InvitationDoc, wanted: Wanted): Promise<DecisionResult> {
  const { endpoint, why, bindsContent } = ACTIONS[call.body.action];
  const { reason } = call.body;
  const body = {
    ...(reason !== undefined && { [why]: reason }),
    ...(bindsContent && { contentHash: wanted.contentHash }),
  };
  const answer = await endpoint.handler({ ...call, params: { id: wanted.id }, body });
  const about = { invitationId: doc._id, partnerName: doc.partnerName, problem: null };
  return answer.status === 202
    ? { ...about, result: 'queued', status: null }
    : { ...about, result: 'done', status: answer.body.status };
}

function refused({ id }: Wanted, partnerName: string | null, problem: Problem): DecisionResult {
  const { title, help } = PROBLEMS[problem.code];
  const { detail = help, errors, currentStatus = null } = problem.options;
  const said = errors === undefined ? detail : errors.map((error) => error.detail).join(' ');
  return {
    invitationId: id,
    partnerName,
    result: 'refused',
    status: null,
    problem: { code: problem.code, title, detail: said, currentStatus },
  };
}
