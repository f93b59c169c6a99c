import { t } from './reader';

/** One row of the sheet that `?` shows. */
export interface Shortcut {
  readonly keys: string;
  readonly each: readonly string[];
  readonly label: string;
  /** Where it leads; none for what happens on the page itself. */
  readonly href: string | undefined;
}

type Menu = readonly { readonly items: readonly { readonly href: string }[] }[];

/** Keys one after the other, each with the page that it leads to. */
const PAGES: readonly (readonly [keys: string, label: string, href: string])[] = [
  ['g i', 'Invitations', '/partner-explorer?tab=invited'],
  ['g p', 'Pending partners', '/partner-explorer?tab=pending'],
  ['g a', 'Active partners', '/partner-explorer?tab=active'],
  ['g r', 'Received', '/partner-explorer?tab=received'],
  ['g w', 'My workspace', '/workspace'],
  ['g s', 'Statistics', '/stats'],
  ['g u', 'Users', '/users'],
  ['g l', 'Audit log', '/audit-log'],
];

/** The shortcuts of somebody with this menu: none leads where they may not go. */
export function shortcutsFor(menu: Menu, mayInvite: boolean): Shortcut[] {
  const there = new Set(menu.flatMap(({ items }) => items.map(({ href }) => href)));
  const pages = PAGES.filter(([, , href]) => there.has(href));
  const search = pages.find(([, , href]) => href.startsWith('/partner-explorer'));
  return [
    ...(search === undefined ? [] : [shortcut('/', 'Search', `${search[2]}#search`)]),
    ...(mayInvite ? [shortcut('n', 'New invitation', '/invitations/new')] : []),
    ...pages.map((page) => shortcut(...page)),
    shortcut('?', 'Show these shortcuts'),
  ];
}

function shortcut(keys: string, label: string, href?: string): Shortcut {
  return { keys, each: keys.split(' '), label: t(label), href };
}
