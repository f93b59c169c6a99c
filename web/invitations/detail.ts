import * as api from '../../api';
import type { InvitationAction } from '../../domain/invitations/allowed-actions';
import { markedName } from '../../templates/marks';
import { forInvitee } from '../../domain/programs/custom-fields';
import { PENDING } from '../../domain/invitations/views';
import { filesIn } from '../documents/documents';
import { defined } from '../../domain/defined';
import type { Invitation, InvitationDetails } from '../kit/api-call';
import { answersIn, customFormField } from '../kit/custom-fields-form';
import { formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { failure } from '../kit/respond';
import { href } from '../kit/tables';
import { t } from '../kit/reader';
import { isMoving, toneOf } from '../kit/statuses';
import { acceptedVersion, acceptField, termsData, tickedFor } from '../terms/shown';
import { acceptIntro } from './acceptance';
import {
  ACTION_KEYS,
  actionForms,
  ACTIONS,
  decide,
  type DecisionEndpoint,
  linkForm,
  showLink,
  type ShownAction,
  type Tried,
} from './actions';
import { colleagueForms, colleaguePages } from './colleagues';
import { answersOf, invitationDetails, movingText, nextSteps, statusText } from './detail-data';
import { lastList } from '../explorer/last-list';
import { reviewPages } from './review';
import { setUpData, setUpFailure } from './set-up';
import { readTimeline, timelineData } from './timeline';

/** One invitation, sent or received, and everything that can be done with it. */
export function invitationPages(pages: Pages): void {
  pages.get('/invitations/:id', (context) => showInvitation(context));
  for (const key of ACTION_KEYS) {
    const { form, ...action } = ACTIONS[key];
    act(pages, { key, ...action, bodyOf: (context) => form.body(context.form) });
  }
  act(pages, {
    key: 'accept',
    endpoint: api.postInvitationsByIdAccept,
    done: 'You accepted the invitation.',
    bodyOf: acceptBody,
  });
  pages.post('/invitations/:id/link', showLink, (context, problem) =>
    showInvitation(context, { key: 'link', form: context.form, problem }),
  );
  colleaguePages(pages, showInvitation);
  reviewPages(pages);
}

interface Act {
  readonly key: string;
  readonly endpoint: DecisionEndpoint;
  readonly done: string;
  readonly bodyOf: (context: PageContext, one: InvitationDetails) => object;
}

function act(pages: Pages, { key, endpoint, done, bodyOf }: Act): void {
  pages.postAnswers(
    `/invitations/:id/${key}`,
    (context) => ({ invitation: context.param() }),
    async (context) => {
      const one = await context.call(api.getInvitationsById);
      await decide(context, one, endpoint, bodyOf(context, one), done);
    },
    (context, problem) =>
      key === 'reinvite' && problem.code === 'validation-failed'
        ? askForMissing(context)
        : showInvitation(context, { key, form: context.form, problem }),
  );
}

/** Programs change: what is asked now and was not known then is asked in the wizard. */
function askForMissing(context: PageContext): void {
  const text = 'The program asks for more by now. What is missing is marked; everything else is filled in.';
  context.goTo(href('/invitations/new', { again: context.param() }), { kind: 'info', text });
}

/** What the page is called, and where it leads back to. */
function headOf(context: PageContext, one: InvitationDetails) {
  const { received, status, statusLabel } = one;
  const name = one.partnerName ?? t('Erased');
  return {
    title: `${name} - ${t(statusLabel)}`,
    name: received
      ? t('Invitation from {{account}}', { account: markedName(one.inviterAccountName ?? '') })
      : name,
    backHref: lastList(context) ?? `/partner-explorer?tab=${received ? 'received' : tabOf(one)}`,
    backLabel: received ? 'Received' : 'Partner Explorer',
    // What went wrong is the first thing to put right.
    editLabel: t(status === 'delivery_failed' ? 'Correct the address' : 'Edit'),
    editFirst: status === 'delivery_failed',
  };
}

/** The page; after an action that did not work, with what was typed and why. */
async function showInvitation(context: PageContext, tried?: Tried): Promise<void> {
  // Read before the rest, so that what changes in between is asked for again.
  const { version } = await context.call(api.getInvitationsByIdVersion);
  if (tried === undefined && context.query('seen') === version) {
    context.sendPart(undefined);
    return;
  }
  const one = await context.call(api.getInvitationsById);
  const { id, received, allowedActions } = one;
  const since = context.query('since');
  const isQueued = since !== undefined && since === one.updatedAt;
  const moving = isMoving(one) || isQueued;
  const mayDo = (action: InvitationAction) => !moving && allowedActions.includes(action);
  const self = (more = {}) => href(`/invitations/${id}`, { since: isQueued ? since : undefined, ...more });
  const actions = await actionsOf(context, one, moving, tried);
  context.show(
    'invitation',
    {
      ...headOf(context, one),
      tone: toneOf(one.status),
      statusLabel: t(one.statusLabel),
      statusText: statusText(context, one),
      selfHref: self(),
      liveHref: self({ seen: version }),
      liveSeconds: moving ? 2 : 5,
      setUp: setUpData(one),
      failure: setUpFailure(one),
      moving,
      movingText: movingText(one, isQueued),
      refreshSeconds: moving ? 3 : undefined,
      data: await invitationDetails(context, one),
      message: one.message,
      answers: received ? [] : answersOf(one),
      next: nextSteps(one),
      timeline: await timelineOf(context, received),
      workflowHref: one.workflow.url,
      reviewHref: mayDo('approve') ? `/invitations/${id}/review` : undefined,
      editHref: mayDo('edit') ? `/invitations/${id}/edit` : undefined,
      actions: actions.filter(({ name }) => name !== 'comment'),
      comment: actions.find(({ name }) => name === 'comment'),
      ...(mayDo('accept') && (await acceptData(context, one, tried))),
      ...failure(tried?.problem),
    },
    tried?.problem.status,
  );
}

/** While it moves on by itself, nothing but what colleagues say among themselves. */
async function actionsOf(
  context: PageContext,
  one: InvitationDetails,
  moving: boolean,
  tried: Tried | undefined,
): Promise<ShownAction[]> {
  const decisions = moving
    ? []
    : [...actionForms(one, tried, context.query('do')), ...linkForm(context, one)];
  return [...decisions, ...(await colleagueForms(context, one, tried))];
}

function tabOf({ status }: Invitation): string {
  if (PENDING.includes(status)) return 'pending';
  return status === 'active' || status === 'revoked' || status === 'rejected' ? 'sent' : 'invited';
}

async function timelineOf(context: PageContext, received: boolean) {
  if (received || !context.may(api.getInvitationsByIdTimeline)) return [];
  const { items, comments } = await readTimeline(context);
  return timelineData(items, comments);
}

async function acceptData(context: PageContext, one: InvitationDetails, tried: Tried | undefined) {
  const fields = forInvitee(one.form.fields);
  const { form, problem } = tried?.key === 'accept' ? tried : {};
  const files = await filesIn(context, fields, form ?? {});
  const own = { fields: fields.map((field) => customFormField(field, files)) };
  const ticked = form && tickedFor(one.terms ?? undefined, form);
  const { groups, hasFiles } = formData([own, { fields: [acceptField()] }], ticked, problem);
  return {
    acceptForm: { action: `/invitations/${one.id}/accept`, intro: acceptIntro(one) },
    groups: fields.length === 0 ? [] : groups.slice(0, 1),
    hasFiles,
    ...(one.terms !== null && { terms: termsData(one.terms, groups[1]?.fields[0]) }),
  };
}

function acceptBody({ form }: PageContext, one: InvitationDetails): object {
  const customFields = answersIn(form, forInvitee(one.form.fields));
  return defined({ customFields, termsVersion: acceptedVersion(form) });
}
