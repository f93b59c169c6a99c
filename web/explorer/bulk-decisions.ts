import * as api from '../../api';
import {
  BULK_ACTIONS,
  MAX_DECISIONS,
  newDecisions,
  type DecisionResult,
} from '../../api/invitation-decisions/schema';
import { Problem, problemOf, type ProblemCode } from '../../api/http/problem';
import { forEachAtOnce } from '../../domain/for-each-at-once';
import { STATUS_LABELS } from '../../domain/invitations/views';
import type { Invitation, InvitationDetails } from '../kit/api-call';
import { form, textarea } from '../kit/codec';
import { formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { problemSentence } from '../kit/problem-text';
import { counted, sentences, t } from '../kit/reader';
import { failure } from '../kit/respond';
import { toneOf } from '../kit/statuses';
import { type Cell, type Column, tableData } from '../kit/tables';

export type DecisionKey = (typeof BULK_ACTIONS)[number];

/** What several pending partners can be given, and in which words. */
const DECISIONS = {
  approve: {
    title: 'Approve partners',
    button: 'Approve',
    buttonClass: 'primary',
    intro:
      'Each of them is approved as the list showed it. Where a program wants more approvals, yours counts as one.',
    reason: 'Note',
    help: 'Kept with each approval.',
    done: { one: '{{count}} was approved.', many: '{{count}} were approved.' },
    refused: { one: '{{count}} was not approved.', many: '{{count}} were not approved.' },
    result: 'Approved',
    noResult: 'Not approved',
  },
  reject: {
    title: 'Reject partners',
    button: 'Reject',
    buttonClass: 'danger',
    intro: 'Each of them is told that the application was not successful. They can be invited again.',
    reason: 'Reason',
    help: 'One for all of them.',
    done: { one: '{{count}} was rejected.', many: '{{count}} were rejected.' },
    refused: { one: '{{count}} was not rejected.', many: '{{count}} were not rejected.' },
    result: 'Rejected',
    noResult: 'Not rejected',
  },
} as const;

/** Whether this is a decision about pending partners. */
export const isDecision = (action: string): action is DecisionKey =>
  (BULK_ACTIONS as readonly string[]).includes(action);

/** What the box of a row stands for: the invitation, and what the list showed of it. */
export const boxOf = ({ id, contentHash }: Pick<Invitation, 'id' | 'contentHash'>): string =>
  `${id}~${contentHash}`;

function chosenIn(ids: readonly string[]): { readonly id: string; readonly contentHash: string }[] {
  const boxes = [...new Set(ids)].map((box) => box.split('~', 2));
  return boxes.map(([id = '', contentHash = '']) => ({ id, contentHash }));
}

/** Asks before several are decided, with who they are; `problem` is what was wrong with the answer. */
export async function askToDecide(
  context: PageContext,
  key: DecisionKey,
  back: string,
  problem?: Problem,
  ids = context.texts('id'),
): Promise<void> {
  const chosen = chosenIn(ids);
  if (chosen.length > MAX_DECISIONS) {
    context.goTo(back, {
      kind: 'bad',
      text: t('Select at most {{count}} at once.', { count: MAX_DECISIONS }),
    });
    return;
  }
  const found = await foundOf(context, chosen);
  const skipped = found.flatMap(({ one, contentHash }) => {
    const why = whyNot(one, contentHash, key);
    return why === undefined ? [] : [{ name: one.partnerName, status: why }];
  });
  const { title, intro, button, buttonClass } = DECISIONS[key];
  const data = {
    title,
    back,
    action: key,
    intro,
    nothing: 'This is not possible for any of the selected partners now.',
    chosen: found
      .filter(({ one, contentHash }) => whyNot(one, contentHash, key) === undefined)
      .map(({ one, contentHash }) => ({
        id: boxOf({ id: one.id, contentHash }),
        name: one.partnerName,
        email: one.contactEmail,
      })),
    skipped,
    button,
    buttonClass,
    ...failure(problem),
    ...formData(formOf(key).groups({}), context.form, problem),
  };
  context.show('bulk', data, problem?.status);
}

/** The chosen ones that are there; what somebody else's page sent is not. */
async function foundOf(context: PageContext, chosen: ReturnType<typeof chosenIn>) {
  const found: { one: InvitationDetails; contentHash: string }[] = [];
  await forEachAtOnce(chosen, 8, async ({ id, contentHash }) => {
    try {
      found.push({ one: await context.call(api.getInvitationsById, { params: { id } }), contentHash });
    } catch (error) {
      if (problemOf(error).status >= 500) throw error;
    }
  });
  const order = chosen.map(({ id }) => id);
  return found.sort((a, b) => order.indexOf(a.one.id) - order.indexOf(b.one.id));
}

function whyNot(one: Invitation, shown: string, key: DecisionKey): string | undefined {
  if (one.status === 'pending_approval' && one.contentHash !== shown)
    return t('changed since the list was shown');
  if (one.allowedActions.includes(key)) return undefined;
  return t(one.status === 'pending_approval' ? 'somebody else has to decide' : one.statusLabel);
}

const formOf = (key: DecisionKey) =>
  form(newDecisions.pick({ reason: true }), {
    reason: textarea(DECISIONS[key].reason, { rows: 3, mayMiss: true, help: DECISIONS[key].help }),
  });

/** Decides, and shows what became of each; shown again, it says the same. */
export async function decideMany(context: PageContext, key: DecisionKey, back: string): Promise<void> {
  const body = { action: key, ...formOf(key).body(context.form), invitations: chosenIn(context.texts('id')) };
  const { items, ...counts } = await context.submit(api.postInvitationDecisions, body);
  context.show('list', {
    title: DECISIONS[key].title,
    intro: summaryOf(key, counts),
    action: 'Back to the list',
    actionHref: back,
    table: tableData({
      caption: 'What became of each',
      columns: columnsOf(key),
      items,
      empty: { title: 'Nothing was decided', text: '' },
    }),
  });
}

function summaryOf(
  key: DecisionKey,
  counts: Readonly<Record<'done' | 'queued' | 'refused', number>>,
): string {
  const { done, refused } = DECISIONS[key];
  const kept = '{{count}} kept until a worker is there; nothing is lost.';
  return sentences(
    counted(counts.done, done.one, done.many),
    counts.queued > 0 ? t(kept, { count: counts.queued }) : '',
    counts.refused > 0 ? counted(counts.refused, refused.one, refused.many) : '',
  );
}

function columnsOf(key: DecisionKey): readonly Column<DecisionResult>[] {
  return [
    {
      label: 'Partner Name',
      cell: ({ invitationId, partnerName }) =>
        partnerName === null
          ? t('Not found')
          : { text: partnerName, href: `/invitations/${invitationId}`, strong: true },
    },
    { label: 'Result', cell: (one) => resultCell(key, one) },
    { label: 'Status', cell: ({ status }) => (status === null ? '' : badgeOf(status)) },
  ];
}

const badgeOf = (status: NonNullable<DecisionResult['status']>): Cell => ({
  text: STATUS_LABELS[status],
  badge: toneOf(status),
});

function resultCell(key: DecisionKey, { result, problem }: DecisionResult): Cell {
  if (problem !== null) return { text: DECISIONS[key].noResult, badge: 'bad', below: sentenceOf(problem) };
  if (result === 'queued')
    return { text: 'Kept', badge: 'info', below: t('carried out as soon as a worker is there') };
  return { text: DECISIONS[key].result, badge: 'good' };
}

function sentenceOf({ code, currentStatus }: NonNullable<DecisionResult['problem']>): string {
  if (code === 'validation-failed')
    return t('A question for whoever approves is not answered yet. Open it to do so.');
  return problemSentence(new Problem(code as ProblemCode, currentStatus === null ? {} : { currentStatus }));
}
