import type { z } from 'zod';
import type { Role } from '../../models';
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
import { queryOf, textOf, type FormBody, type Visit } from '../kit/page-context';

type User = z.output<typeof userSchema>;

const LIST = 'get /v1/users';
const ADD = 'post /v1/users';
const CHANGE = 'put /v1/users/{id}';
const REMOVE = 'delete /v1/users/{id}';
const RESEND = 'post /v1/users/{id}/resend';

/** People of the account: who they are and what they may do. */
export function usersPages(pages: Pages): void {
  pages.get('/users', showUsers);
  pages.get('/users/new', (visit) => showNew(visit));
  pages.post('/users/new', (visit) =>
    attempt(
      () => add(visit),
      (problem) => showNew(visit, problem),
    ),
  );
  pages.get('/users/:id', (visit) => showUser(visit));
  pages.post('/users/:id', (visit) =>
    attempt(
      () => save(visit),
      (problem) => showUser(visit, problem),
    ),
  );
  pages.post('/users/:id/resend', (visit) =>
    attempt(
      () => resend(visit),
      (problem) => showUser(visit, problem),
    ),
  );
  pages.post('/users/:id/remove', (visit) =>
    attempt(
      () => remove(visit),
      (problem) => showUser(visit, problem),
    ),
  );
}

const rolesOf = (visit: Visit): Promise<Role[]> => readAll<Role>(visit, 'get /v1/roles');
const idOf = ({ request }: Visit): string => String(request.params['id']);

async function showUsers(visit: Visit): Promise<void> {
  const wanted = {
    search: queryOf(visit, 'search'),
    roleKey: queryOf(visit, 'roleKey'),
    sort: queryOf(visit, 'sort'),
    cursor: queryOf(visit, 'cursor'),
  };
  const [{ items, nextCursor }, roles] = await Promise.all([
    read<ListOf<User>>(visit, LIST, { query: wanted }),
    rolesOf(visit),
  ]);
  const { search, roleKey } = wanted;
  const filters: FieldGroup[] = [
    { bare: true, fields: [{ name: 'search', label: 'Search' }, roleField(roles, 'All', false)] },
  ];
  const hrefWith = (changes: Readonly<Record<string, string | undefined>>) =>
    href('/users', { ...wanted, ...changes });
  sendScreen(visit, 'list', {
    ...LIST_NOTHING,
    title: 'Users',
    heading: 'Users',
    intro: 'Who works for your account in Usher.',
    action: 'Add user',
    actionHref: mayCall(visit, ADD) ? '/users/new' : undefined,
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
      rows: items.map((one) => userRow(one, roles, mayCall(visit, CHANGE))),
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
function grantable({ caller }: Visit, roles: readonly Role[]): Role[] {
  return roles.filter((role) => mayGive(caller, role));
}

async function showNew(visit: Visit, problem?: Problem): Promise<void> {
  const roles = grantable(visit, await rolesOf(visit));
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
    values: visit.form,
  };
  showFormPage(visit, page, problem);
}

async function add(visit: Visit): Promise<void> {
  const { form, key } = visit;
  const body = { ...personOf(form), email: textOf(form, 'email').trim() };
  await callApi(visit, ADD, { body, key });
  goTo(visit, '/users', {
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

async function showUser(visit: Visit, problem?: Problem): Promise<void> {
  const id = idOf(visit);
  const [one, roles] = await Promise.all([
    read<User>(visit, 'get /v1/users/{id}', { params: { id } }),
    rolesOf(visit),
  ]);
  const carried = one.status === 'invited' ? undefined : await responsibilitiesOf(visit, one, roles);
  const known = { firstName: one.firstName ?? '', lastName: one.lastName ?? '', roleKey: one.roleKey };
  const mine = roles.filter((role) => mayGive(visit.caller, role) || role.key === one.roleKey);
  const page: FormPage = {
    title: one.name,
    intro: one.email,
    backHref: '/users',
    backLabel: 'Users',
    action: `/users/${id}`,
    button: 'Save',
    groups: [{ fields: [...nameFields(), roleField(mine, 'Please choose'), ...demotionFields(carried)] }],
    values: problem === undefined || visit.form['firstName'] === undefined ? known : visit.form,
    extra:
      one.status === 'invited' && mayCall(visit, RESEND)
        ? {
            action: `/users/${id}/resend`,
            label: 'Send the e-mail again',
            intro: `Invited, but not accepted yet; open until ${date(one.expiresAt ?? '')}. The link of an earlier e-mail ends.`,
          }
        : undefined,
    removal: mayCall(visit, REMOVE) ? removalOf(one, carried) : undefined,
  };
  showFormPage(visit, page, problem);
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

async function resend(visit: Visit): Promise<void> {
  await callApi(visit, RESEND, { params: { id: idOf(visit) }, key: visit.key });
  goTo(visit, '/users', { kind: 'good', text: 'The e-mail is on its way again.' });
}

async function save(visit: Visit): Promise<void> {
  const handOverTo = textOf(visit.form, 'handOverTo');
  const body = { ...personOf(visit.form), ...(handOverTo !== '' && { handOverTo }) };
  const answer = await callApi(visit, CHANGE, { params: { id: idOf(visit) }, body });
  const { handOver } = answer.body as { handOver: HandOverOutcome | null };
  goTo(visit, '/users', { kind: 'good', text: `The changes were saved.${becameOf(handOver)}` });
}

async function remove(visit: Visit): Promise<void> {
  const handOverTo = textOf(visit.form, 'handOverTo');
  const query = handOverTo === '' ? {} : { handOverTo };
  const { status, body } = await callApi(visit, REMOVE, { params: { id: idOf(visit) }, query });
  const left = status === 200 ? becameOf(body as HandOverOutcome) : '';
  goTo(visit, '/users', { kind: 'good', text: `The user was removed, or the invitation withdrawn.${left}` });
}
