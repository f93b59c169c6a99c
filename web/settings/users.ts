import * as api from '../../api';
import { mayGive } from '../../domain/security/caller';
import { newUser, userChanges } from '../../api/users/schema';
import type { Role } from '../../domain/accounts/roles';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { form, select, text } from '../kit/codec';
import { date, roleName } from '../kit/format';
import { roleChoice } from '../kit/forms';
import { sentences, t } from '../kit/reader';
import type { PageContext, Pages } from '../kit/page-context';
import { saveEdit } from '../kit/editing/edits';
import { editedBy, formPage, type FormView, listPage } from '../kit/resource';
import { type Column, timeCell } from '../kit/tables';
import { affected, becameOf, type Carried, HAND_OVER, responsibilitiesOf } from './user-hand-over';

type User = JsonBodyOf<typeof api.getUsersById>;

const USERS = { path: '/users', title: 'Users' };

/** People of the account: who they are and what they may do. */
export function usersPages(pages: Pages): void {
  listPage(pages, {
    ...USERS,
    intro: 'Who works for your account in Usher.',
    add: { label: 'Add user', endpoint: api.postUsers },
    filter: ['search', 'roleKey'],
    filters: async (context) => {
      const role = { name: 'roleKey', label: 'Role', kind: 'select', blank: 'All' } as const;
      const options = (await rolesOf(context)).map(roleChoice);
      return [
        {
          bare: true,
          fields: [
            { name: 'search', label: 'Search' },
            { ...role, options },
          ],
        },
      ];
    },
    sort: 'name',
    load: async (context, query) => {
      const [page, roles] = await Promise.all([context.call(api.getUsers, { query }), rolesOf(context)]);
      return { ...page, columns: columns(roles, context.may(api.putUsersById)) };
    },
    empty: { title: 'Nobody found', text: 'No user fits the search.', href: '/users', action: 'Clear All' },
  });
  formPage(pages, {
    path: '/users/new',
    back: USERS,
    view: async (context) => ({
      title: 'Add user',
      intro: 'They get an e-mail, and belong to the account once they have accepted.',
      form: newUserForm((await rolesOf(context)).filter((role) => mayGive(context.caller, role))),
      button: 'Add user',
    }),
    save: async (context) => {
      await context.submit(api.postUsers, newUserForm([]).body(context.form));
      context.done(
        '/users',
        'The user is invited, and belongs to the account once they have accepted by e-mail.',
      );
    },
  });
  formPage(pages, { path: '/users/:id', back: USERS, view: viewUser, save, actions: { resend, remove } });
}

const rolesOf = (context: PageContext): Promise<Role[]> => context.callAll(api.getRoles);

const columns = (roles: readonly Role[], mayChange: boolean): readonly Column<User>[] => [
  {
    label: 'Name',
    sort: 'name',
    cell: ({ id, name }) => ({ text: name, strong: true, href: mayChange ? `/users/${id}` : undefined }),
  },
  { label: 'E-mail', sort: 'email', cell: ({ email }) => email },
  {
    label: 'Role',
    sort: 'roleKey',
    cell: ({ roleKey }) => roleName(roleKey, roles.find(({ key }) => key === roleKey)?.name),
  },
  {
    label: 'First sign-in',
    cell: ({ status, firstSignInAt }) =>
      status === 'invited' ? { text: 'Invited', badge: 'info' } : timeCell(firstSignInAt, 'Not yet'),
  },
  { label: 'Added', sort: 'createdAt', cell: ({ createdAt }) => timeCell(createdAt) },
];

const NAMES = {
  firstName: text('First name', { autocomplete: 'off' }),
  lastName: text('Last name', { autocomplete: 'off' }),
};
const roleOf = (roles: readonly Role[]) =>
  select('Role', { blank: 'Please choose', options: roles.map(roleChoice) });

const newUserForm = (roles: readonly Role[]) =>
  form(newUser, {
    ...NAMES,
    email: text('E-mail', { inputType: 'email', autocomplete: 'off' }),
    roleKey: roleOf(roles),
  });

/** For reading a form, whatever it asked for. */
const ANY: Carried = { openInvitations: 1, apiKeys: 0, receivers: [] };

/** Who takes over what a lower role cannot carry; nothing to ask where there is nothing open. */
function changesForm(roles: readonly Role[], carried: Carried | undefined) {
  const { openInvitations = 0, receivers: [first, ...options] = [] } = carried ?? {};
  const handOverTo = select(HAND_OVER, {
    mayMiss: true,
    blank: first?.label ?? '',
    options,
    help: t('Open invitations: {{count}}. A lower role keeps those that it can still stand for.', {
      count: openInvitations,
    }),
  });
  return form(userChanges, { ...NAMES, roleKey: roleOf(roles), ...(openInvitations > 0 && { handOverTo }) });
}

async function viewUser(context: PageContext): Promise<FormView> {
  const [{ known: one, etag }, roles] = await Promise.all([context.open(api.getUsersById), rolesOf(context)]);
  const isInvited = one.status === 'invited';
  const carried = isInvited ? undefined : await responsibilitiesOf(context, one.id, roles);
  const mine = roles.filter((role) => mayGive(context.caller, role) || role.key === one.roleKey);
  return {
    title: one.name,
    intro: one.email,
    form: changesForm(mine, carried),
    known: one,
    etag,
    button: 'Save',
    extra:
      isInvited && context.may(api.postUsersByIdResend)
        ? {
            action: 'resend',
            label: 'Send the e-mail again',
            intro: t(
              'Invited, but not accepted yet; open until {{day}}. The link of an earlier e-mail ends.',
              { day: one.expiresAt === null ? '' : date(one.expiresAt) },
            ),
          }
        : undefined,
    removal: context.may(api.deleteUsersById) ? removalOf(isInvited, carried) : undefined,
  };
}

function removalOf(isInvited: boolean, carried: Carried | undefined): FormView['removal'] {
  if (isInvited) return { label: 'Withdraw the invitation', intro: 'The link in the e-mail ends at once.' };
  const { openInvitations = 0, receivers = [] } = carried ?? {};
  return {
    label: 'Remove from the account',
    intro: sentences(
      t('Their keys and sessions end at once. What they did stays under their name.'),
      affected(carried),
    ),
    ...(openInvitations > 0 && { choice: { name: 'handOverTo', label: HAND_OVER, options: receivers } }),
  };
}

async function save(context: PageContext): Promise<void> {
  const edited = async () => editedBy(await viewUser(context));
  const body = changesForm([], ANY).body(context.form);
  const { handOver } = await saveEdit(context, api.putUsersById, edited, () => body);
  context.done('/users', sentences(t('The changes were saved.'), becameOf(handOver)));
}

async function resend(context: PageContext): Promise<void> {
  await context.submit(api.postUsersByIdResend);
  context.done('/users', 'The e-mail is on its way again.');
}

async function remove(context: PageContext): Promise<void> {
  const handOverTo = context.text('handOverTo') || undefined;
  const { status, body } = await context.answerOf(api.deleteUsersById, { query: { handOverTo } });
  const left = status === 200 ? becameOf(body) : '';
  context.done('/users', sentences(t('The user was removed, or the invitation withdrawn.'), left));
}
