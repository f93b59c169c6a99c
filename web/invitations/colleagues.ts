import * as api from '../../api';
import { PENDING } from '../../domain/invitations/views';
import type { InvitationDetails } from '../kit/api-call';
import { newFormKey } from '../kit/form-body';
import { type Field, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { reader, t } from '../kit/reader';
import type { ShownAction, Tried } from './actions';

type ShowTried = (context: PageContext, tried: Tried) => Promise<void>;

/** What colleagues do among themselves: say something, and name who is to decide. */
export function colleaguePages(pages: Pages, showTried: ShowTried): void {
  const act = (key: string, step: (context: PageContext) => Promise<void>) =>
    pages.post(`/invitations/:id/${key}`, step, (context, problem) =>
      showTried(context, { key, form: context.form, problem }),
    );
  act('comment', async (context) => {
    await context.submit(api.postInvitationsByIdComments, { text: context.text('text') });
    context.done(pageOf(context), 'The comment was added.');
  });
  act('assign', async (context) => {
    const userId = context.text('userId');
    const body = { userId: userId === '' ? null : userId };
    const { assignee } = await context.call(api.putInvitationsByIdAssignee, { body });
    context.done(
      pageOf(context),
      assignee === null ? 'Anybody who may can decide.' : 'The partner is assigned.',
    );
  });
}

const pageOf = (context: PageContext) => `/invitations/${encodeURIComponent(context.param())}`;

/** The forms for it, as the page shows all its actions. */
export async function colleagueForms(
  context: PageContext,
  one: InvitationDetails,
  tried: Tried | undefined,
): Promise<ShownAction[]> {
  if (one.received || one.erasedAt !== null) return [];
  const forms: ShownAction[] = [];
  if (context.may(api.putInvitationsByIdAssignee) && PENDING.includes(one.status)) {
    const userId = one.assignee?.id ?? '';
    const field: Field = {
      ...{
        name: 'userId',
        id: 'userId-assign',
        label: 'Who decides',
        kind: 'select',
        blank: 'Anybody who may',
      },
      options: await choices(context, one),
    };
    forms.push({
      label: t('Assign'),
      intro: t('Whoever you choose gets an e-mail. Everybody else who may decide still can.'),
      button: t('Assign'),
      ...shown(one.id, 'assign', field, { userId }, tried),
    });
  }
  if (context.may(api.postInvitationsByIdComments)) {
    const field: Field = {
      ...{ name: 'text', id: 'text-comment', label: 'Comment', kind: 'textarea', rows: 4, required: true },
    };
    forms.push({
      label: t('Comment'),
      intro: t('Colleagues read it in the timeline, the contact never. It is erased with the personal data.'),
      button: t('Add the comment'),
      ...shown(one.id, 'comment', field, {}, tried),
    });
  }
  return forms;
}

function shown(
  id: string,
  key: string,
  field: Field,
  values: Record<string, string>,
  tried: Tried | undefined,
) {
  const isTried = tried?.key === key;
  const { groups } = formData(
    [{ fields: [field] }],
    isTried ? tried.form : values,
    isTried ? tried.problem : undefined,
  );
  return {
    name: key,
    direct: false,
    buttonClass: 'primary',
    action: `/invitations/${id}/${key}`,
    key: newFormKey(),
    fields: groups[0]?.fields ?? [],
    open: isTried,
  };
}

/** Users whose role may decide; whoever has no vote on this very one is refused when chosen. */
async function choices(context: PageContext, { assignee, inviter }: InvitationDetails) {
  const { userId: self, name } = context.caller;
  const known = [{ value: self, label: name, own: true }, ...(assignee ? [labelled(assignee)] : [])];
  const others =
    context.may(api.getUsers) && context.may(api.getRoles) ? await deciders(context, inviter.id) : [];
  const all = new Map([...known, ...others].map((choice) => [choice.value, choice]));
  if (others.length > 0 && !others.some(({ value }) => value === self)) all.delete(self);
  return [...all.values()].sort((a, b) => a.label.localeCompare(b.label, reader().locale));
}

function labelled({ id, name }: { readonly id: string; readonly name: string | null }) {
  return { value: id, label: name ?? id, own: true };
}

async function deciders(context: PageContext, inviterId: string) {
  const [users, roles] = await Promise.all([context.callAll(api.getUsers), context.callAll(api.getRoles)]);
  const deciding = new Set(
    roles.filter(({ scopes }) => scopes.includes('invitations:decide')).map(({ key }) => key),
  );
  return users
    .filter(({ id, roleKey, status }) => status === 'active' && deciding.has(roleKey) && id !== inviterId)
    .map(({ id, firstName, lastName, email }) => ({
      value: id,
      label: `${[firstName, lastName].filter(Boolean).join(' ') || email} (${email})`,
      own: true,
    }));
}
