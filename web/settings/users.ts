import type { z } from 'zod';
import type { Role } from '../../domain/accounts/roles';
import type { Problem } from '../../api/http/problem';
import type { HandOverOutcome } from '../../api/users/hand-over';
import { mayGive } from '../../api/roles/ranks';
import type { user as userSchema } from '../../api/users/schema';
import { callApi, mayCall, read, readAll, type ListOf } from '../kit/api-call';
import { attempt, showFormPage, type FormPage, type Removal } from '../kit/form-page';
import { date } from '../kit/format';
import { formData, type FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { href, tableData, timeCell } from '../kit/tables';
import {
  affected,
  becameOf,
  demotionFields,
  HAND_OVER,
  hasOpen,
  responsibilitiesOf,
  type Carried,
} from './user-hand-over';
import { queryOf, textOf, type FormBody, type PageContext } from '../kit/page-context';

type User = z.output<typeof userSchema>;

const LIST = 'get /v1/users';
const ADD = 'post /v1/users';
const CHANGE = 'put /v1/users/{id}';
const REMOVE = 'delete /v1/users/{id}';
const RESEND = 'post /v1/users/{id}/resend';

/** People of the account: who they are and what they may do. */
export function usersPages(pages: Pages): void {
  pages.get('/users', showUsers);
  pages.get('/users/new', (context) => showNew(context));
  pages.post('/users/new', (context) =>
    attempt(
      () => add(context),
      (problem) => showNew(context, problem),
    ),
  );
  pages.get('/users/:id', (context) => showUser(context));
  pages.post('/users/:id', (context) =>
    attempt(
      () => save(context),
      (problem) => showUser(context, problem),
    ),
  );
  pages.post('/users/:id/resend', (context) =>
    attempt(
      () => resend(context),
      (problem) => showUser(context, problem),
    ),
  );
  pages.post('/users/:id/remove', (context) =>
    attempt(
      () => remove(context),
      (problem) => showUser(context, problem),
    ),
  );
}

const rolesOf = (context: PageContext): Promise<Role[]> => readAll<Role>(context, 'get /v1/roles');
const idOf = ({ request }: PageContext): string => String(request.params['id']);

async function showUsers(context: PageContext): Promise<void> {
  const wanted = {
    search: queryOf(context, 'search'),
    roleKey: queryOf(context, 'roleKey'),
    sort: queryOf(context, 'sort'),
    cursor: queryOf(context, 'cursor'),
  };
  const [{ items, nextCursor }, roles] = await Promise.all([
    read<ListOf<User>>(context, LIST, { query: wanted }),
    rolesOf(context),
  ]);
  const { search, roleKey } = wanted;
  const filters: FieldGroup[] = [
    { bare: true, fields: [{ name: 'search', label: 'Search' }, roleField(roles, 'All', false)] },
  ];
  const hrefWith = (changes: Readonly<Record<string, string | undefined>>) =>
    href('/users', { ...wanted, ...changes });
  sendScreen(context, 'list', {
    ...LIST_NOTHING,
    title: 'Users',
    heading: 'Users',
    intro: 'Who works for your account in Usher.',
    action: 'Add user',
    actionHref: mayCall(context, ADD) ? '/users/new' : undefined,
    filterAction: '/users',
    ...formData(filters, { values: { search, roleKey } }),
    table: tableData({
      caption: 'Users',
      columns: [
        { label: 'Name', sort: 'name' },
        { label: 'E-mail', sort: 'email' },
        { label: 'Role', sort: 'roleKey' },
        { label: 'First sign-in' },
        { label: 'Added', sort: 'createdAt' },
      ],
      rows: items.map((one) => userRow(one, roles, mayCall(context, CHANGE))),
      sort: wanted.sort ?? 'name',
      cursor: wanted.cursor,
      nextCursor,
      hrefWith,
      empty: { title: 'Nobody found', text: 'No user fits the search.', href: '/users', action: 'Clear All' },
    }),
  });
}

/** What a list page without it has to name all the same. */
export const LIST_NOTHING = {
  crumb: undefined,
  crumbHref: undefined,
  actionHref: undefined,
  action: undefined,
  exportHref: undefined,
  filterAction: undefined,
  formAction: undefined,
  groups: [],
};

function userRow(one: User, roles: readonly Role[], mayChange: boolean) {
  const { id, name, email, roleKey, status, firstSignInAt, createdAt } = one;
  return {
    id,
    name,
    cells: [
      { text: name, strong: true, href: mayChange ? `/users/${id}` : undefined },
      { text: email },
      { text: roles.find(({ key }) => key === roleKey)?.name ?? roleKey },
      status === 'invited'
        ? { text: 'Invited', badge: 'info' as const }
        : firstSignInAt === null
          ? { text: 'Not yet' }
          : timeCell(firstSignInAt),
      timeCell(createdAt),
    ],
  };
}

function roleField(roles: readonly Role[], blank: string, required = true) {
  return {
    name: 'roleKey',
    label: 'Role',
    kind: 'select' as const,
    blank,
    required,
    options: roles.map(({ key, name }) => ({ value: key, label: name })),
  };
}

function nameFields(): FieldGroup['fields'] {
  return [
    { name: 'firstName', label: 'First name', required: true, autocomplete: 'off' },
    { name: 'lastName', label: 'Last name', required: true, autocomplete: 'off' },
  ];
}

/** Roles that this caller may give; the API has the last word. */
function grantable({ caller }: PageContext, roles: readonly Role[]): Role[] {
  return roles.filter((role) => mayGive(caller, role));
}

async function showNew(context: PageContext, problem?: Problem): Promise<void> {
  const roles = grantable(context, await rolesOf(context));
  const page: FormPage = {
    title: 'Add user',
    intro: 'They get an e-mail, and belong to the account once they have accepted.',
    backHref: '/users',
    backLabel: 'Users',
    action: '/users/new',
    button: 'Add user',
    groups: [
      {
        fields: [
          ...nameFields(),
          { name: 'email', label: 'E-mail', inputType: 'email', required: true, autocomplete: 'off' },
          roleField(roles, 'Please choose'),
        ],
      },
    ],
    values: context.form,
  };
  showFormPage(context, page, problem);
}

async function add(context: PageContext): Promise<void> {
  const { form, key } = context;
  const body = { ...personOf(form), email: textOf(form, 'email').trim() };
  await callApi(context, ADD, { body, key });
  goTo(context, '/users', {
    kind: 'good',
    text: 'The user is invited, and belongs to the account once they have accepted by e-mail.',
  });
}

function personOf(form: FormBody) {
  return {
    firstName: textOf(form, 'firstName'),
    lastName: textOf(form, 'lastName'),
    roleKey: textOf(form, 'roleKey'),
  };
}

async function showUser(context: PageContext, problem?: Problem): Promise<void> {
  const id = idOf(context);
  const [one, roles] = await Promise.all([
    read<User>(context, 'get /v1/users/{id}', { params: { id } }),
    rolesOf(context),
  ]);
  const carried = one.status === 'invited' ? undefined : await responsibilitiesOf(context, one, roles);
  const known = { firstName: one.firstName ?? '', lastName: one.lastName ?? '', roleKey: one.roleKey };
  const mine = roles.filter((role) => mayGive(context.caller, role) || role.key === one.roleKey);
  const page: FormPage = {
    title: one.name,
    intro: one.email,
    backHref: '/users',
    backLabel: 'Users',
    action: `/users/${id}`,
    button: 'Save',
    groups: [{ fields: [...nameFields(), roleField(mine, 'Please choose'), ...demotionFields(carried)] }],
    values: problem === undefined || context.form['firstName'] === undefined ? known : context.form,
    extra:
      one.status === 'invited' && mayCall(context, RESEND)
        ? {
            action: `/users/${id}/resend`,
            label: 'Send the e-mail again',
            intro: `Invited, but not accepted yet; open until ${date(one.expiresAt ?? '')}. The link of an earlier e-mail ends.`,
          }
        : undefined,
    removal: mayCall(context, REMOVE) ? removalOf(one, carried) : undefined,
  };
  showFormPage(context, page, problem);
}

function removalOf({ id, status }: User, carried: Carried | undefined): Removal {
  const action = `/users/${id}/remove`;
  if (status === 'invited') {
    return { action, label: 'Withdraw the invitation', intro: 'The link in the e-mail ends at once.' };
  }
  return {
    action,
    label: 'Remove from the account',
    intro: `Their keys and sessions end at once. What they did stays under their name.${affected(carried)}`,
    ...(hasOpen(carried) && {
      choice: { name: 'handOverTo', label: HAND_OVER, options: carried.receivers },
    }),
  };
}

async function resend(context: PageContext): Promise<void> {
  await callApi(context, RESEND, { params: { id: idOf(context) }, key: context.key });
  goTo(context, '/users', { kind: 'good', text: 'The e-mail is on its way again.' });
}

async function save(context: PageContext): Promise<void> {
  const handOverTo = textOf(context.form, 'handOverTo');
  const body = { ...personOf(context.form), ...(handOverTo !== '' && { handOverTo }) };
  const answer = await callApi(context, CHANGE, { params: { id: idOf(context) }, body });
  const { handOver } = answer.body as { handOver: HandOverOutcome | null };
  goTo(context, '/users', { kind: 'good', text: `The changes were saved.${becameOf(handOver)}` });
}

async function remove(context: PageContext): Promise<void> {
  const handOverTo = textOf(context.form, 'handOverTo');
  const query = handOverTo === '' ? {} : { handOverTo };
  const { status, body } = await callApi(context, REMOVE, { params: { id: idOf(context) }, query });
  const left = status === 200 ? becameOf(body as HandOverOutcome) : '';
  goTo(context, '/users', {
    kind: 'good',
    text: `The user was removed, or the invitation withdrawn.${left}`,
  });
}
