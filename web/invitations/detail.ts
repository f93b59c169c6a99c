import { markedName } from '../../templates/marks';
import type { Invitation as InvitationDoc } from '../../domain/invitations/invitation';
import { formOf } from '../../api/public-invitation/view';
import { visibleInvitation } from '../../api/invitations/visible';
import { problemOf, type Problem } from '../../api/http/problem';
import { seesAsReceiver } from '../../api/invitations/view';
import { acceptIntro } from './acceptance';
import { callApi, mayCall, read, type Invitation, type ListOf, type TimelineItem } from '../kit/api-call';
import { answersIn, customFormField } from '../kit/custom-fields-form';
import { formData, line } from '../kit/forms';
import { actionForms, ACTIONS, type ActionForm, type Tried } from './actions';
import { answersOf, invitationDetails, movingText, nextSteps, statusText } from './detail-data';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo, sendScreen } from '../kit/respond';
import { isMoving, toneOf } from '../kit/statuses';
import { timelineData } from './timeline';
import { queryOf, type PageContext } from '../kit/page-context';

const SHOW = 'get /v1/invitations/{id}';
const TIMELINE = 'get /v1/invitations/{id}/timeline';

/** One invitation, sent or received, and everything that can be done with it. */
export function invitationPages(pages: Pages): void {
  pages.get('/invitations/:id', (context) => showInvitation(context));
  for (const action of ACTIONS)
    pages.post(`/invitations/:id/${action.key}`, (context) => act(context, action));
  pages.post('/invitations/:id/accept', accept);
}

interface Failed {
  readonly problem: Problem;
  readonly tried: Tried;
}

const idOf = ({ request }: PageContext): string => String(request.params['id']);

/** The page; after an action that did not work, with what was typed and why. */
async function showInvitation(context: PageContext, failed?: Failed): Promise<void> {
  const id = idOf(context);
  const [one, doc] = await Promise.all([
    read<Invitation>(context, SHOW, { params: { id } }),
    visibleInvitation(context.deps, context.caller, id),
  ]);
  const isReceived = seesAsReceiver(doc, context.caller);
  const since = queryOf(context, 'since');
  const isQueued = since !== undefined && since === one.updatedAt;
  const moving = isMoving(one) || isQueued;
  const { policy } = doc.workflowInput;
  const acceptable = !moving && one.allowedActions.includes('accept');
  sendScreen(
    context,
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
      timeline: await timelineOf(context, one, isReceived),
      workflowHref: one.workflow.url,
      reviewHref: moving || !one.allowedActions.includes('approve') ? undefined : `/invitations/${id}/review`,
      editHref: moving || !one.allowedActions.includes('edit') ? undefined : `/invitations/${id}/edit`,
      // What went wrong is the first thing to put right.
      editLabel: one.status === 'delivery_failed' ? 'Correct the address' : 'Edit',
      editFirst: one.status === 'delivery_failed',
      actions: moving ? [] : actionForms(one, failed?.tried),
      ...(await acceptData(context, { doc, one, acceptable }, failed)),
      errors: failed === undefined ? [] : [line(problemSentence(failed.problem))],
      errorsHeading: 'That did not work',
      hasErrors: failed !== undefined,
    },
    failed?.problem.status ?? 200,
  );
}

function tabOf({ status }: Invitation): string {
  if (['accepted', 'pending_approval', 'provisioning', 'failed'].includes(status)) return 'pending';
  return status === 'active' || status === 'revoked' || status === 'rejected' ? 'sent' : 'invited';
}

async function timelineOf(context: PageContext, { id }: Invitation, isReceived: boolean) {
  if (isReceived || !mayCall(context, TIMELINE)) return [];
  const { items } = await read<ListOf<TimelineItem>>(context, TIMELINE, { params: { id } });
  return timelineData(items);
}

async function acceptData(
  context: PageContext,
  { doc, one, acceptable }: { doc: InvitationDoc; one: Invitation; acceptable: boolean },
  failed: Failed | undefined,
) {
  if (!acceptable) return { acceptForm: undefined, groups: [] };
  const fields = await formOf(context.deps, doc);
  const tried = failed?.tried.key === 'accept' ? failed.tried : undefined;
  const { groups } = formData([{ fields: fields.map(customFormField) }], {
    values: tried?.form ?? {},
    errors: tried?.errors,
  });
  return {
    acceptForm: {
      action: `/invitations/${doc._id}/accept`,
      intro: acceptIntro(one),
    },
    groups: fields.length === 0 ? [] : groups,
  };
}

async function act(context: PageContext, action: ActionForm): Promise<void> {
  await perform(context, action.key, action.body(context.form), action.done);
}

async function accept(context: PageContext): Promise<void> {
  const { deps, caller, form } = context;
  const fields = await formOf(deps, await visibleInvitation(deps, caller, idOf(context)));
  const customFields = answersIn(form, fields);
  const body = customFields === undefined ? {} : { customFields };
  await perform(context, 'accept', body, 'You accepted the invitation.');
}

async function perform(context: PageContext, key: string, body: object, done: string): Promise<void> {
  const id = idOf(context);
  try {
    await decide(context, { id, key, body, done });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error' || problem.code === 'not-found') throw error;
    const tried = { key, form: context.form, errors: problem.options.errors ?? [] };
    await showInvitation(context, { problem, tried });
  }
}

interface Decision {
  readonly id: string;
  /** Last part of the endpoint's path. */
  readonly key: string;
  readonly body: object;
  readonly done: string;
}

/** Sends one decision; a queued one leads to the page that waits for it. */
export async function decide(context: PageContext, { id, key, body, done }: Decision): Promise<void> {
  const before = await read<Invitation>(context, SHOW, { params: { id } });
  const route = `post /v1/invitations/{id}/${key}`;
  const hasBody = key !== 'reinvite';
  const answer = await callApi(context, route, {
    params: { id },
    key: context.key,
    ...(hasBody && { body }),
  });
  if (answer.status === 202) {
    goTo(context, `/invitations/${id}?since=${encodeURIComponent(before.updatedAt)}`, {
      kind: 'info',
      text: 'Your decision is kept. It is carried out as soon as a worker is there; nothing is lost.',
    });
    return;
  }
  const after = answer.body as Invitation;
  goTo(context, `/invitations/${after.id}`, { kind: 'good', text: done });
}
