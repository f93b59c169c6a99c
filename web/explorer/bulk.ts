import * as api from '../../api';
import { type Problem, problemOf } from '../../api/http/problem';
import type { Invitation } from '../kit/api-call';
import { ownPath } from '../kit/form-body';
import { formData } from '../kit/forms';
import { type PageContext, pageContext, type Pages } from '../kit/page-context';
import { problemSentence } from '../kit/problem-text';
import { counted, sentences, t } from '../kit/reader';
import { ACTIONS, type DecisionEndpoint } from '../invitations/actions';
import { askToDecide, type DecisionKey, decideMany, isDecision } from './bulk-decisions';
import { everyOf, MOST_AT_ONCE } from './list-actions';

/** Which of the {@link ACTIONS} several invitations can be asked for, and what several of them are told. */
const BULK = {
  resend: {
    title: 'Resend invitations',
    intro: 'Each contact gets a new link by e-mail; the link sent before stops working.',
    done: { one: '{{count}} invitation was sent again.', many: '{{count}} invitations were sent again.' },
  },
  revoke: {
    title: 'Revoke invitations',
    intro: 'The links stop working at once. This cannot be undone, but the contacts can be invited again.',
    done: { one: '{{count}} invitation was revoked.', many: '{{count}} invitations were revoked.' },
  },
};
type Key = keyof typeof BULK;

/** Resending, revoking and deciding about several invitations: a page that asks, and what it does. */
export function bulkPages(pages: Pages): void {
  pages.post('/partner-explorer/bulk', askFirst);
  for (const key of ['resend', 'revoke'] as const) {
    pages.post(`/partner-explorer/bulk/${key}`, (context) => doIt(context, key));
  }
  const decide = (key: DecisionKey) =>
    pages.post(
      `/partner-explorer/bulk/${key}`,
      (context) => decideMany(context, key, backOf(context)),
      (context, problem) => askToDecide(context, key, backOf(context), problem),
    );
  decide('approve');
  decide('reject');
}

function backOf({ form }: PageContext): string {
  return ownPath(form['back']) ?? '/partner-explorer?tab=invited';
}

/** A button in a row is about that row alone, whatever is ticked. */
function chosenBy(context: PageContext): PageContext {
  const [, action, id] = /^(\w+)~(.+)$/s.exec(context.text('row')) ?? [];
  if (action === undefined) return context;
  return pageContext({ ...context, form: { ...context.form, action, id, every: undefined } });
}

/** The rows that were ticked, or every row of the list. */
async function chosenIds(context: PageContext): Promise<string[]> {
  const all = context.text('every') === 'on' ? everyOf(context, backOf(context)) : context.texts('id');
  return (await all).slice(0, MOST_AT_ONCE);
}

async function askFirst(sent: PageContext): Promise<void> {
  const context = chosenBy(sent);
  const ids = await chosenIds(context);
  if (ids.length === 0) {
    context.goTo(backOf(context), { kind: 'info', text: 'Select at least one invitation first.' });
    return;
  }
  const action = context.text('action');
  if (isDecision(action)) {
    await askToDecide(context, action, backOf(context), undefined, ids);
    return;
  }
  const key = action === 'revoke' ? 'revoke' : 'resend';
  const { form, label, danger } = ACTIONS[key];
  const found = await Promise.all(ids.map((id) => context.call(api.getInvitationsById, { params: { id } })));
  const isPossible = ({ allowedActions }: Invitation) => allowedActions.includes(key);
  context.show('bulk', {
    title: BULK[key].title,
    back: backOf(context),
    action: key,
    intro: BULK[key].intro,
    nothing: 'This is not possible for any of the selected invitations now.',
    chosen: found.filter(isPossible).map(({ id, partnerName, contactEmail }) => ({
      id,
      name: partnerName,
      email: contactEmail,
    })),
    skipped: found
      .filter((one) => !isPossible(one))
      .map(({ partnerName, statusLabel }) => ({ name: partnerName, status: t(statusLabel) })),
    button: label,
    buttonClass: danger === true ? 'danger' : 'primary',
    ...formData(form.groups({}), { extendExpiry: 'on' }),
  });
}

async function doIt(context: PageContext, key: Key): Promise<void> {
  const { endpoint, form } = ACTIONS[key];
  const body = form.body(context.form);
  let done = 0;
  const failures: string[] = [];
  for (const id of context.texts('id').slice(0, MOST_AT_ONCE)) {
    const problem = await one(context, endpoint, id, body);
    if (problem === undefined) done += 1;
    else failures.push(problemSentence(problem));
  }
  const [why] = failures;
  const { one: single, many } = BULK[key].done;
  context.goTo(backOf(context), {
    kind: failures.length === 0 ? 'good' : 'bad',
    text: sentences(
      counted(done, single, many),
      why === undefined ? '' : t('{{count}} could not be: {{why}}', { count: failures.length, why }),
    ),
  });
}

async function one(
  context: PageContext,
  endpoint: DecisionEndpoint,
  id: string,
  body: object,
): Promise<Problem | undefined> {
  const formKey = context.key === undefined ? undefined : `${context.key}.${id.slice(0, 64)}`;
  try {
    await context.call(endpoint, { params: { id }, body, key: formKey });
    return undefined;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    return problem;
  }
}
