import * as api from '../../api';
import { z } from '../../api/http/schemas/zod';
import type { InvitationAction } from '../../domain/invitations/allowed-actions';
import type { Problem } from '../../api/http/problem';
import { isOpen } from '../../workflows/contract';
import type { Invitation, InvitationDetails } from '../kit/api-call';
import { checkbox, duration, type Form, form, textarea } from '../kit/codec';
import { type FormBody, newFormKey } from '../kit/form-body';
import { moment } from '../kit/format';
import { formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';
import { details, href } from '../kit/tables';
import type { Endpoint } from '../../api/http/endpoint';
import * as scalars from '../../api/http/schemas/scalars';

/** Endpoints that decide about one invitation. */
export type DecisionEndpoint = Endpoint<
  NonNullable<(typeof api)[`postInvitationsById${Capitalize<Exclude<InvitationAction, 'edit'>>}`]['types']>
>;

/** One thing that can be done with an invitation, behind a question that says what it does. */
export interface ActionForm {
  readonly endpoint: DecisionEndpoint;
  readonly label: string;
  readonly intro: string;
  /** Its button, where that says less. */
  readonly button?: string;
  readonly danger?: boolean;
  readonly form: Form;
  readonly done: string;
}

export type ActionKey = Exclude<InvitationAction, 'approve' | 'edit' | 'accept'>;

const NOTHING = form(z.object({}), {});
const QUESTION = form(z.object({ reason: z.string() }), {
  reason: textarea('What you ask for', { rows: 4, help: 'The applicant reads it above the form.' }),
});
const REASON = form(z.object({ reason: z.string().optional() }), {
  reason: textarea('Reason', { rows: 3, mayMiss: true }),
});

/** Every action that one form can ask for, in the order in which they are offered. */
export const ACTIONS: Readonly<Record<ActionKey, ActionForm>> = {
  resend: {
    endpoint: api.postInvitationsByIdResend,
    label: 'Resend',
    intro: 'The contact gets a new link by e-mail; the link sent before stops working.',
    form: form(z.object({ extendExpiry: z.boolean() }), {
      extendExpiry: checkbox('Start the expiry anew', { wide: false }),
    }),
    done: 'The invitation was sent again.',
  },
  extend: {
    endpoint: api.postInvitationsByIdExtend,
    label: 'Extend',
    intro: 'Gives the contact more time to answer, counted from now.',
    form: form(z.object({ expiresIn: scalars.duration() }), {
      expiresIn: duration('Expires after', ['P7D', 'P14D', 'P30D', 'P60D']),
    }),
    done: 'The expiry was moved.',
  },
  retry: {
    endpoint: api.postInvitationsByIdRetry,
    label: 'Retry the set-up',
    intro: 'Tries again to make account, role and shares, after what failed was put right.',
    button: 'Retry',
    form: NOTHING,
    done: 'The set-up is tried again.',
  },
  reinvite: {
    endpoint: api.postInvitationsByIdReinvite,
    label: 'Invite again',
    intro: 'Sends a new invitation with the same data; both stay linked.',
    form: NOTHING,
    done: 'The invitation has been successfully sent.',
  },
  return: {
    endpoint: api.postInvitationsByIdReturn,
    label: 'Ask for more',
    intro: 'The applicant gets an e-mail and the form with what they entered; their answer comes back here.',
    button: 'Send to the applicant',
    form: QUESTION,
    done: 'The applicant was asked.',
  },
  reject: {
    endpoint: api.postInvitationsByIdReject,
    label: 'Reject',
    intro: 'The partner is told that the application was not successful. They can be invited again.',
    danger: true,
    form: REASON,
    done: 'The application was rejected.',
  },
  revoke: {
    endpoint: api.postInvitationsByIdRevoke,
    label: 'Revoke',
    intro: 'The link stops working at once. This cannot be undone, but the contact can be invited again.',
    danger: true,
    form: REASON,
    done: 'The invitation was revoked.',
  },
  decline: {
    endpoint: api.postInvitationsByIdDecline,
    label: 'Decline the invitation',
    intro: 'Whoever invited you is told. You can ask them to invite you again.',
    button: 'Decline',
    danger: true,
    form: REASON,
    done: 'You declined the invitation.',
  },
};

export const ACTION_KEYS = Object.keys(ACTIONS) as ActionKey[];

/** What was tried on this page and did not work. */
export interface Tried {
  readonly key: string;
  readonly form: FormBody;
  readonly problem: Problem;
}

/** An action as its page shows it: a button that opens its form, or one that does it. */
export interface ShownAction {
  readonly name: string;
  readonly label: string;
  readonly intro: string;
  readonly button: string;
  readonly direct: boolean;
  readonly open: boolean;
}

/** The forms of all actions that the API allows now; the one that just failed, or was asked for, is open. */
export function actionForms({ id, allowedActions }: Invitation, tried: Tried | undefined, asked?: string) {
  return ACTION_KEYS.filter((key) => allowedActions.includes(key)).map((key) => {
    const { label, intro, button = label, danger, form } = ACTIONS[key];
    const isTried = tried?.key === key;
    const values = isTried ? tried.form : { extendExpiry: 'on', expiresIn: 'P14D' };
    // Several forms on a page ask for a reason.
    const groups = form.groups({}).map(({ fields }) => ({
      fields: fields.map((field) => ({ ...field, id: `${field.name}-${key}` })),
    }));
    return {
      name: key,
      ...{ label: t(label), intro: t(intro), button: t(button) },
      buttonClass: danger === true ? 'danger' : 'primary',
      action: `/invitations/${id}/${key}`,
      key: newFormKey(),
      fields: formData(groups, values, isTried ? tried.problem : undefined).groups[0]?.fields ?? [],
      open: isTried || key === asked,
      // Nothing to ask: one click does it.
      direct: key === 'retry',
    };
  });
}

/** Offers the link to whoever may have it, while it opens something. */
export function linkForm(context: PageContext, { id, status, received }: InvitationDetails) {
  const isOffered = context.may(api.getInvitationsByIdLink) && context.deps.settings.copyLinks;
  if (!isOffered || received || !isOpen(status)) return [];
  return [
    {
      name: 'link',
      label: t('Copy the link'),
      intro: t(
        'Whoever has the link can answer in the name of the contact. That you took it is noted in the timeline.',
      ),
      button: t('Show the link'),
      buttonClass: 'primary',
      action: `/invitations/${id}/link`,
      key: newFormKey(),
      fields: [],
      open: false,
      direct: false,
    },
  ];
}

/** The link, on a page that nothing keeps. */
export async function showLink(context: PageContext): Promise<void> {
  const { link, expiresAt } = await context.call(api.getInvitationsByIdLink);
  const { id, partnerName } = await context.call(api.getInvitationsById);
  context.show('secret', {
    title: 'Link of the invitation',
    intro: 'Hand it to the contact and to nobody else. A resend ends it, like the link in the e-mail.',
    label: partnerName ?? '',
    secret: link,
    backHref: `/invitations/${id}`,
    backLabel: 'Invitation',
    done: 'Back to the invitation',
    data: details([['Expires', moment(expiresAt)]]),
  });
}

/** Sends one decision; a queued one leads to the page that waits for it. */
export async function decide(
  context: PageContext,
  { id, updatedAt }: Invitation,
  endpoint: DecisionEndpoint,
  body: object,
  done: string,
): Promise<void> {
  const hasBody = endpoint.body !== undefined;
  const answer = await context.answerOf(endpoint, { key: context.key, ...(hasBody && { body }) });
  if (answer.status === 202) {
    context.goTo(href(`/invitations/${id}`, { since: updatedAt }), {
      kind: 'info',
      text: 'Your decision is kept. It is carried out as soon as a worker is there; nothing is lost.',
    });
  } else context.done(`/invitations/${answer.body.id}`, done);
}
