import { postInvitationsByIdAccept } from '../../api/invitations/accept';
import { getInvitationsById } from '../../api/invitations/get';
import { getInvitationsByIdTimeline } from '../../api/invitations/timeline';
import { markedName } from '../../templates/marks';
import type { Invitation as InvitationDoc } from '../../domain/invitations/invitation';
import { PENDING } from '../../domain/invitations/views';
import { formOf } from '../../api/public-invitation/view';
import { visibleInvitation } from '../../api/invitations/visible';
import { seesAsReceiver } from '../../api/invitations/view';
import type { Invitation } from '../kit/api-call';
import { answersIn, customFormField } from '../kit/custom-fields-form';
import { formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { failure } from '../kit/respond';
import { isMoving, toneOf } from '../kit/statuses';
import { acceptIntro } from './acceptance';
import { ACTION_KEYS, actionForms, ACTIONS, decide, type DecisionEndpoint, type Tried } from './actions';
import { answersOf, invitationDetails, movingText, nextSteps, statusText } from './detail-data';
import { reviewPages } from './review';
import { timelineData } from './timeline';

/** One invitation, sent or received, and everything that can be done with it. */
export function invitationPages(pages: Pages): void {
  pages.get('/invitations/:id', (context) => showInvitation(context));
  for (const key of ACTION_KEYS) {
    const { form, ...action } = ACTIONS[key];
    act(pages, { key, ...action, bodyOf: (context) => form.body(context.form) });
  }
  act(pages, {
    key: 'accept',
    endpoint: postInvitationsByIdAccept,
    done: 'You accepted the invitation.',
    bodyOf: acceptBody,
  });
  reviewPages(pages);
}

interface Act {
  readonly key: string;
  readonly endpoint: DecisionEndpoint;
  readonly done: string;
  readonly bodyOf: (context: PageContext) => Promise<object> | object;
}

function act(pages: Pages, { key, endpoint, done, bodyOf }: Act): void {
  pages.post(
    `/invitations/:id/${key}`,
    async (context) => decide(context, endpoint, await bodyOf(context), done),
    (context, problem) => showInvitation(context, { key, form: context.form, problem }),
  );
}

/** The page; after an action that did not work, with what was typed and why. */
async function showInvitation(context: PageContext, tried?: Tried): Promise<void> {
  const id = context.param();
  const [one, doc] = await Promise.all([
    context.call(getInvitationsById),
    visibleInvitation(context.deps, context.caller, id),
  ]);
  const isReceived = seesAsReceiver(doc, context.caller);
  const since = context.query('since');
  const isQueued = since !== undefined && since === one.updatedAt;
  const moving = isMoving(one) || isQueued;
  const { policy } = doc.workflowInput;
  const acceptable = !moving && one.allowedActions.includes('accept');
  context.show(
    'invitation',
    {
      title: `${one.partnerName ?? 'Erased'} - ${one.statusLabel}`,
      name: isReceived
        ? `Invitation from ${markedName(one.inviterAccountName ?? '')}`
        : (one.partnerName ?? 'Erased'),
      backHref: isReceived ? '/partner-explorer?tab=received' : `/partner-explorer?tab=${tabOf(one)}`,
      backLabel: isReceived ? 'Received' : 'Partner Explorer',
      tone: toneOf(one.status),
      statusLabel: one.statusLabel,
      statusText: statusText(context, one, policy.requiredApprovals),
      selfHref: isQueued ? `/invitations/${id}?since=${encodeURIComponent(since)}` : `/invitations/${id}`,
      moving,
      movingText: movingText(one, isQueued),
      refreshSeconds: moving ? 3 : undefined,
      data: await invitationDetails(context, one, isReceived),
      message: one.message,
      answers: isReceived ? [] : await answersOf(context, doc, one),
      next: nextSteps(one),
      timeline: await timelineOf(context, isReceived),
      workflowHref: one.workflow.url,
      reviewHref: moving || !one.allowedActions.includes('approve') ? undefined : `/invitations/${id}/review`,
      editHref: moving || !one.allowedActions.includes('edit') ? undefined : `/invitations/${id}/edit`,
      // What went wrong is the first thing to put right.
      editLabel: one.status === 'delivery_failed' ? 'Correct the address' : 'Edit',
      editFirst: one.status === 'delivery_failed',
      actions: moving ? [] : actionForms(one, tried),
      ...(await acceptData(context, { doc, one, acceptable }, tried)),
      ...failure(tried?.problem),
    },
    tried?.problem.status,
  );
}

function tabOf({ status }: Invitation): string {
  if (PENDING.includes(status)) return 'pending';
  return status === 'active' || status === 'revoked' || status === 'rejected' ? 'sent' : 'invited';
}

async function timelineOf(context: PageContext, isReceived: boolean) {
  if (isReceived || !context.may(getInvitationsByIdTimeline)) return [];
  const { items } = await context.call(getInvitationsByIdTimeline);
  return timelineData(items);
}

async function acceptData(
  context: PageContext,
  { doc, one, acceptable }: { doc: InvitationDoc; one: Invitation; acceptable: boolean },
  tried: Tried | undefined,
) {
  if (!acceptable) return {};
  const fields = await formOf(context.deps, doc);
  const { form, problem } = tried?.key === 'accept' ? tried : {};
  const { groups } = formData([{ fields: fields.map((field) => customFormField(field)) }], form, problem);
  return {
    acceptForm: {
      action: `/invitations/${doc._id}/accept`,
      intro: acceptIntro(one),
    },
    groups: fields.length === 0 ? [] : groups,
  };
}

async function acceptBody(context: PageContext): Promise<object> {
  const { deps, caller, form } = context;
  const fields = await formOf(deps, await visibleInvitation(deps, caller, context.param()));
  const customFields = answersIn(form, fields);
  return customFields === undefined ? {} : { customFields };
}
