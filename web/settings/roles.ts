import * as api from '../../api';
import { newRole, roleChanges } from '../../api/roles/schema';
import { type Role, SCOPES } from '../../domain/accounts/roles';
import { roleName } from '../kit/format';
import { choices, form, number, text } from '../kit/codec';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { saveEdit } from '../kit/editing/edits';
import { editedBy, formPage, listPage } from '../kit/resource';
import type { Column } from '../kit/tables';

const ROLES = { path: '/roles', title: 'Roles' };

const COLUMNS: readonly Column<Role>[] = [
  {
    label: 'Name',
    cell: ({ key, name }) => ({ text: roleName(key, name), strong: true, href: `/roles/${key}` }),
  },
  { label: 'Key', cell: ({ key }) => ({ text: key, code: true }) },
  { label: 'Rank', cell: ({ rank }) => String(rank) },
  {
    label: 'May do',
    cell: ({ scopes: { length } }) =>
      length === SCOPES.length
        ? t('Everything')
        : t('{{count}} of {{all}} scopes', { count: length, all: SCOPES.length }),
  },
  { label: 'Kind', cell: ({ builtIn }) => (builtIn ? t('Built in') : { text: 'Own', badge: 'info' }) },
];

const SETTINGS = {
  name: text('Name'),
  rank: number('Rank', { help: '0 to 100, not above your own.' }),
  scopes: choices('May do', { options: SCOPES.map((scope) => ({ value: scope, label: scope })) }),
};
const NEW = form(newRole, { key: text('Key', { help: 'Letters, digits, _ and -.' }), ...SETTINGS });
const CHANGES = form(roleChanges, SETTINGS);

/** What people may do: built-in roles and the account's own. */
export function rolesPages(pages: Pages): void {
  listPage(pages, {
    ...ROLES,
    intro: 'Nobody can grant a role above their own rank.',
    add: { label: 'Make a role', endpoint: api.postRoles },
    load: async (context) => ({ items: await context.callAll(api.getRoles), columns: COLUMNS }),
    empty: { title: 'No roles', text: 'There are always some.' },
  });
  formPage(pages, {
    path: '/roles/new',
    back: ROLES,
    view: () => ({ title: 'Make a role', form: NEW, button: 'Make the role' }),
    save: async (context) => {
      await context.submit(api.postRoles, NEW.body(context.form));
      context.done('/roles', 'The role was made.');
    },
  });
  formPage(pages, {
    path: '/roles/:key',
    back: ROLES,
    view: viewRole,
    save: async (context) => {
      const edited = async () => editedBy(await viewRole(context));
      await saveEdit(context, api.putRolesByKey, edited, () => CHANGES.body(context.form));
      context.done('/roles', 'The changes were saved.');
    },
    actions: {
      remove: async (context) => {
        await context.call(api.deleteRolesByKey);
        context.done('/roles', 'The role was removed.');
      },
    },
  });
}

async function viewRole(context: PageContext) {
  const { known: role, etag } = await context.open(api.getRolesByKey);
  const isOwn = !role.builtIn;
  return {
    title: roleName(role.key, role.name),
    intro: isOwn ? '' : 'Built-in roles cannot be changed; make a role of your own instead.',
    form: CHANGES,
    known: role,
    etag,
    button: isOwn && context.may(api.putRolesByKey) ? 'Save' : undefined,
    removal:
      isOwn && context.may(api.deleteRolesByKey)
        ? { label: 'Remove the role', intro: 'Possible only while nobody has it.' }
        : undefined,
  };
}
