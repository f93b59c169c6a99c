import { SCOPES } from '../../domain/accounts/roles';
import type { Problem } from '../../api/http/problem';
import { putRolesByKey } from '../../api/roles/change';
import { postRoles } from '../../api/roles/create';
import { deleteRolesByKey } from '../../api/roles/delete';
import { getRolesByKey } from '../../api/roles/get';
import { getRoles } from '../../api/roles/list';
import { mayCall, type BodyOf } from '../kit/api-call';
import { attempt, showFormPage, type FormPage } from '../kit/form-page';
import type { FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { tableData } from '../kit/tables';
import { LIST_NOTHING } from './users';
import { textOf, textsOf, type PageContext } from '../kit/page-context';

type Role = BodyOf<typeof getRolesByKey>;

/** What people may do: built-in roles and the account's own. */
export function rolesPages(pages: Pages): void {
  pages.get('/roles', showRoles);
  pages.get('/roles/new', (context) => showForm(context, undefined));
  pages.post('/roles/new', (context) =>
    attempt(
      () => create(context),
      (problem) => showForm(context, undefined, problem),
    ),
  );
  pages.get('/roles/:key', (context) => showRole(context));
  pages.post('/roles/:key', (context) =>
    attempt(
      () => save(context),
      (problem) => showRole(context, problem),
    ),
  );
  pages.post('/roles/:key/remove', (context) =>
    attempt(
      () => remove(context),
      (problem) => showRole(context, problem),
    ),
  );
}

const keyOf = ({ request }: PageContext): string => String(request.params['key']);

async function showRoles(context: PageContext): Promise<void> {
  const roles = await context.callAll(getRoles);
  sendScreen(context, 'list', {
    ...LIST_NOTHING,
    title: 'Roles',
    heading: 'Roles',
    intro: 'Nobody can grant a role above their own rank.',
    action: 'Make a role',
    actionHref: mayCall(context, postRoles) ? '/roles/new' : undefined,
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

async function showRole(context: PageContext, problem?: Problem): Promise<void> {
  showForm(context, await context.call(getRolesByKey, { params: { key: keyOf(context) } }), problem);
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

function showForm(context: PageContext, role: Role | undefined, problem?: Problem): void {
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
    button:
      role === undefined ? 'Make the role' : isOwn && mayCall(context, putRolesByKey) ? 'Save' : undefined,
    groups: groups(role === undefined),
    values: problem === undefined ? known : context.form,
    removal:
      isOwn && mayCall(context, deleteRolesByKey)
        ? {
            action: `${action}/remove`,
            label: 'Remove the role',
            intro: 'Possible only while nobody has it.',
          }
        : undefined,
  };
  showFormPage(context, page, problem);
}

function valuesOf({ form }: PageContext) {
  const rank = textOf(form, 'rank').trim();
  return {
    name: textOf(form, 'name'),
    rank: rank === '' ? undefined : Number(rank),
    scopes: textsOf(form, 'scopes'),
  };
}

async function create(context: PageContext): Promise<void> {
  const body = { key: textOf(context.form, 'key').trim(), ...valuesOf(context) };
  await context.call(postRoles, { body, key: context.key });
  goTo(context, '/roles', { kind: 'good', text: 'The role was made.' });
}

async function save(context: PageContext): Promise<void> {
  await context.call(putRolesByKey, { params: { key: keyOf(context) }, body: valuesOf(context) });
  goTo(context, '/roles', { kind: 'good', text: 'The changes were saved.' });
}

async function remove(context: PageContext): Promise<void> {
  await context.call(deleteRolesByKey, { params: { key: keyOf(context) } });
  goTo(context, '/roles', { kind: 'good', text: 'The role was removed.' });
}
