import type { InvitationAction } from '../../api/invitations/schema';
import type { Invitation } from '../kit/api-call';
import { durationOf } from '../kit/format';
import type { Field } from '../kit/forms';
import { formData } from '../kit/forms';
import { newFormKey, textOf, type FormBody } from '../kit/page-context';

/** One thing that can be done with an invitation, behind a question that says what it does. */
export interface ActionForm {
  readonly key: Exclude<InvitationAction, 'approve' | 'edit' | 'accept'>;
  readonly label: string;
  readonly intro: string;
  readonly button: string;
  readonly danger?: boolean;
  readonly fields: readonly Field[];
  readonly done: string;
  body(form: FormBody): object;
}

const REASON: Field = { name: 'reason', label: 'Reason', kind: 'textarea', rows: 3 };
const withReason = (form: FormBody): object => {
  const reason = textOf(form, 'reason').trim();
  return reason === '' ? {} : { reason };
};

/** Every action that one form can ask for. */
export const ACTIONS: readonly ActionForm[] = [
  {
    key: 'resend',
    label: 'Resend',
    intro: 'The contact gets a new link by e-mail; the link sent before stops working.',
    button: 'Resend',
    fields: [{ name: 'extendExpiry', label: 'Start the expiry anew', kind: 'checkbox' }],
    done: 'The invitation was sent again.',
    body: (form) => ({ extendExpiry: textOf(form, 'extendExpiry') === 'on' }),
  },
  {
    key: 'extend',
    label: 'Extend',
    intro: 'Gives the contact more time to answer, counted from now.',
    button: 'Extend',
    fields: [
      { name: 'expiresIn', label: 'Expires after', required: true, help: 'For example 14 days or 36 hours.' },
    ],
    done: 'The expiry was moved.',
    body: (form) => ({ expiresIn: durationOf(textOf(form, 'expiresIn')) }),
  },
  {
    key: 'retry',
    label: 'Retry the set-up',
    intro: 'Tries again to make account, role and shares, after what failed was put right.',
    button: 'Retry',
    fields: [],
    done: 'The set-up is tried again.',
    body: () => ({}),
  },
  {
    key: 'reinvite',
    label: 'Invite again',
    intro: 'Sends a new invitation with the same data; both stay linked.',
    button: 'Invite again',
    fields: [],
    done: 'The invitation has been successfully sent.',
    body: () => ({}),
  },
  {
    key: 'reject',
    label: 'Reject',
    intro: 'The partner is told that the application was not successful. They can be invited again.',
    button: 'Reject',
    danger: true,
    fields: [REASON],
    done: 'The application was rejected.',
    body: withReason,
  },
  {
    key: 'revoke',
    label: 'Revoke',
    intro: 'The link stops working at once. This cannot be undone, but the contact can be invited again.',
    button: 'Revoke',
    danger: true,
    fields: [REASON],
    done: 'The invitation was revoked.',
    body: withReason,
  },
  {
    key: 'decline',
    label: 'Decline the invitation',
    intro: 'Whoever invited you is told. You can ask them to invite you again.',
    button: 'Decline',
    danger: true,
    fields: [REASON],
    done: 'You declined the invitation.',
    body: withReason,
  },
];

/** What was tried on this page and did not work. */
export interface Tried {
  readonly key: string;
  readonly form: FormBody;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The forms of all actions that the API allows now; the one that just failed is open. */
export function actionForms({ id, allowedActions, status }: Invitation, tried: Tried | undefined) {
  return ACTIONS.filter(({ key }) => allowedActions.includes(key)).map((action) => {
    const isTried = tried?.key === action.key;
    const values = isTried ? tried.form : { extendExpiry: 'on', expiresIn: '14 days' };
    const { groups } = formData([{ fields: action.fields }], { values, errors: isTried ? tried.errors : [] });
    return {
      label: action.label,
      intro: action.intro,
      button: action.button,
      buttonClass: action.danger === true ? 'danger' : 'primary',
      action: `/invitations/${id}/${action.key}`,
      key: newFormKey(),
      fields: (groups[0]?.fields ?? []).map((field) => unique(field, action.key)),
      open: isTried || (action.key === 'retry' && status === 'failed'),
    };
  });
}

type Shown = ReturnType<typeof formData>['groups'][number]['fields'][number];

/** Several forms on a page ask for a reason. */
function unique(field: Shown, key: string): Shown {
  const with_ = (id: string) => `${id}-${key}`;
  const { id, helpId, errorId, help, error } = field;
  const described = [help && with_(helpId), error && with_(errorId)].filter(Boolean).join(' ');
  return {
    ...field,
    id: with_(id),
    helpId: with_(helpId),
    errorId: with_(errorId),
    describedBy: described === '' ? undefined : described,
  };
}
