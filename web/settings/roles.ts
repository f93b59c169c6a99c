import { SCOPES, type Role } from '../../models';
import type { Problem } from '../../api/http/problem';
import { callApi, mayCall, read, readAll } from '../kit/api-call';
import { attempt, showFormPage, type FormPage } from '../kit/form-page';
import type { FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { tableData } from '../kit/tables';
import { LIST_NOTHING } from './users';
import { textOf, textsOf, type Visit } from '../kit/page-context';

const ADD = 'post /v1/roles';
const CHANGE = 'put /v1/roles/{key}';

/** What people may do: built-in roles and the account's own. */
export function rolesPages(pages: Pages): void {
  pages.get('/roles', showRoles);
  pages.get('/roles/new', (visit) => showForm(visit, undefined));
  pages.post('/roles/new', (visit) =>
    attempt(
      () => save(visit, ADD, 'The role was made.'),
      (problem) => showForm(visit, undefined, problem),
    ),
  );
  pages.get('/roles/:key', (visit) => showRole(visit));
  pages.post('/roles/:key', (visit) =>
    attempt(
      () => save(visit, CHANGE, 'The changes were saved.'),
      (problem) => showRole(visit, problem),
    ),
  );
  pages.post('/roles/:key/remove', (visit) =>
    attempt(
      () => remove(visit),
      (problem) => showRole(visit, problem),
    ),
  );
}

const keyOf = ({ request }: Visit): string => String(request.params['key']);

async function showRoles(visit: Visit): Promise<void> {
  const roles = await readAll<Role>(visit, 'get /v1/roles');
  sendScreen(visit, 'list', {
    ...LIST_NOTHING,
    title: 'Roles',
    heading: 'Roles',
    intro: 'Nobody can grant a role above their own rank.',
    action: 'Make a role',
    actionHref: mayCall(visit, ADD) ? '/roles/new' : undefined,
    table: tableData({
      caption: 'Roles',
      columns: [
        { label: 'Name' },
        { label: 'Key' },
        { label: 'Rank' },
        { label: 'May do' },
        { label: 'Kind' },
      ],
      rows: roles.map(({ key, name, rank, scopes, builtIn }) => ({
        id: key,
        name,
        cells: [
          { text: name, strong: true, href: `/roles/${key}` },
          { text: key, code: true },
          { text: String(rank) },
          {
            text:
              scopes.length === SCOPES.length ? 'Everything' : `${scopes.length} of ${SCOPES.length} scopes`,
          },
          builtIn ? { text: 'Built in' } : { text: 'Own', badge: 'info' as const },
        ],
      })),
      empty: { title: 'No roles', text: 'There are always some.' },
    }),
  });
}

async function showRole(visit: Visit, problem?: Problem): Promise<void> {
  showForm(visit, await read<Role>(visit, 'get /v1/roles/{key}', { params: { key: keyOf(visit) } }), problem);
}

function groups(isNew: boolean): FieldGroup[] {
  return [
    {
      fields: [
        ...(isNew ? [{ name: 'key', label: 'Key', required: true, help: 'Letters, digits, _ and -.' }] : []),
        { name: 'name', label: 'Name', required: true },
        {
          name: 'rank',
          label: 'Rank',
          inputType: 'number',
          required: true,
          help: '0 to 100, not above your own.',
        },
        {
          name: 'scopes',
          label: 'May do',
          kind: 'choices',
          options: SCOPES.map((scope) => ({ value: scope, label: scope })),
        },
      ],
    },
  ];
}

function showForm(visit: Visit, role: Role | undefined, problem?: Problem): void {
  const known =
    role === undefined ? {} : { name: role.name, rank: String(role.rank), scopes: [...role.scopes] };
  const action = role === undefined ? '/roles/new' : `/roles/${role.key}`;
  const isOwn = role !== undefined && !role.builtIn;
  const page: FormPage = {
    title: role?.name ?? 'Make a role',
    intro: role?.builtIn === true ? 'Built-in roles cannot be changed; make a role of your own instead.' : '',
    backHref: '/roles',
    backLabel: 'Roles',
    action,
    button: role === undefined ? 'Make the role' : isOwn && mayCall(visit, CHANGE) ? 'Save' : undefined,
    groups: groups(role === undefined),
    values: problem === undefined ? known : visit.form,
    removal:
      isOwn && mayCall(visit, 'delete /v1/roles/{key}')
        ? {
            action: `${action}/remove`,
            label: 'Remove the role',
            intro: 'Possible only while nobody has it.',
          }
        : undefined,
  };
  showFormPage(visit, page, problem);
}

async function save(visit: Visit, route: string, done: string): Promise<void> {
  const { form } = visit;
  const rank = textOf(form, 'rank').trim();
  const values = {
    name: textOf(form, 'name'),
    rank: rank === '' ? undefined : Number(rank),
    scopes: textsOf(form, 'scopes'),
  };
  if (route === ADD)
    await callApi(visit, ADD, { body: { key: textOf(form, 'key').trim(), ...values }, key: visit.key });
  else await callApi(visit, CHANGE, { params: { key: keyOf(visit) }, body: values });
  goTo(visit, '/roles', { kind: 'good', text: done });
}

async function remove(visit: Visit): Promise<void> {
  await callApi(visit, 'delete /v1/roles/{key}', { params: { key: keyOf(visit) } });
  goTo(visit, '/roles', { kind: 'good', text: 'The role was removed.' });
}
