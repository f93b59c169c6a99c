import { problemOf, type Problem } from '../../api/http/problem';
import { callApi, read, type Invitation } from '../kit/api-call';
import { formData, type FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo, sendScreen } from '../kit/respond';
import { ownPath, textOf, textsOf, type PageContext } from '../kit/page-context';

const MAX_AT_ONCE = 100;

interface Action {
  readonly key: 'resend' | 'revoke';
  readonly title: string;
  readonly intro: string;
  readonly button: string;
  readonly done: string;
  readonly fields: readonly FieldGroup[];
}

const RESEND: Action = {
  key: 'resend',
  title: 'Resend invitations',
  intro: 'Each contact gets a new link by e-mail; the link sent before stops working.',
  button: 'Resend',
  done: 'resent',
  fields: [{ fields: [{ name: 'extendExpiry', label: 'Start the expiry anew', kind: 'checkbox' }] }],
};
const REVOKE: Action = {
  key: 'revoke',
  title: 'Revoke invitations',
  intro: 'The links stop working at once. This cannot be undone, but the contacts can be invited again.',
  button: 'Revoke',
  done: 'revoked',
  fields: [{ fields: [{ name: 'reason', label: 'Reason', kind: 'textarea', rows: 3 }] }],
};

/** Resending and revoking several invitations: a page that asks, and what it does. */
export function bulkPages(pages: Pages): void {
  pages.post('/partner-explorer/bulk', askFirst);
  for (const action of [RESEND, REVOKE]) {
    pages.post(`/partner-explorer/bulk/${action.key}`, (context) => doIt(context, action));
  }
}

function backOf({ form }: PageContext): string {
  return ownPath(form['back']) ?? '/partner-explorer?tab=invited';
}

async function askFirst(context: PageContext): Promise<void> {
  const action = textOf(context.form, 'action') === 'revoke' ? REVOKE : RESEND;
  const ids = textsOf(context.form, 'id').slice(0, MAX_AT_ONCE);
  if (ids.length === 0) {
    goTo(context, backOf(context), { kind: 'info', text: 'Select at least one invitation first.' });
    return;
  }
  const found = await Promise.all(
    ids.map((id) => read<Invitation>(context, 'get /v1/invitations/{id}', { params: { id } })),
  );
  const isPossible = ({ allowedActions }: Invitation) => allowedActions.includes(action.key);
  sendScreen(context, 'bulk', {
    title: action.title,
    back: backOf(context),
    action: action.key,
    intro: action.intro,
    nothing: 'This is not possible for any of the selected invitations now.',
    chosen: found.filter(isPossible).map(({ id, partnerName, contactEmail }) => ({
      id,
      name: partnerName,
      email: contactEmail,
    })),
    skipped: found
      .filter((one) => !isPossible(one))
      .map(({ partnerName, statusLabel }) => ({ name: partnerName, status: statusLabel })),
    button: action.button,
    buttonClass: action.key === 'revoke' ? 'danger' : 'primary',
    ...formData(action.fields, { values: { extendExpiry: 'on' } }),
  });
}

async function doIt(context: PageContext, action: Action): Promise<void> {
  const reason = textOf(context.form, 'reason').trim();
  const body =
    action.key === 'resend'
      ? { extendExpiry: textOf(context.form, 'extendExpiry') === 'on' }
      : reason === ''
        ? {}
        : { reason };
  let done = 0;
  const failures: string[] = [];
  for (const id of textsOf(context.form, 'id').slice(0, MAX_AT_ONCE)) {
    const problem = await one(context, action, id, body);
    if (problem === undefined) done += 1;
    else failures.push(problemSentence(problem));
  }
  const [reasonOfFailure] = failures;
  goTo(context, backOf(context), {
    kind: failures.length === 0 ? 'good' : 'bad',
    text:
      `${done} ${done === 1 ? 'invitation was' : 'invitations were'} ${action.done}.` +
      (reasonOfFailure === undefined ? '' : ` ${failures.length} could not be: ${reasonOfFailure}`),
  });
}

async function one(
  context: PageContext,
  { key }: Action,
  id: string,
  body: object,
): Promise<Problem | undefined> {
  const formKey = context.key === undefined ? undefined : `${context.key}.${id.slice(0, 64)}`;
  try {
    await callApi(context, `post /v1/invitations/{id}/${key}`, { params: { id }, body, key: formKey });
    return undefined;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    return problem;
  }
}
