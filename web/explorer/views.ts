import * as api from '../../api';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { Problem } from '../../api/http/problem';
import { newView, viewChanges } from '../../api/views/schema';
import { VIEW_MEMBERS, type ViewQuery } from '../../domain/invitations/saved-view';
import { checkbox, form, text } from '../kit/codec';
import { formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { type FormView, formPage } from '../kit/resource';
import { href } from '../kit/tables';
import type { Tab, Wanted } from './tabs';

type View = JsonBodyOf<typeof api.getMeViews>['items'][number];

const SHARED = checkbox('Share with everybody in the account', {
  help: 'They find it here as well. Whoever may change programs may change and delete it.',
});
const NAME = text('Name', { help: 'Such as Expired this year.' });
const [NEW, NEW_OWN] = [form(newView, { name: NAME, shared: SHARED }), form(newView, { name: NAME })];
const [CHANGES, CHANGES_OWN] = [
  form(viewChanges, { name: NAME, shared: SHARED }),
  form(viewChanges, { name: NAME }),
];

/** Sharing takes the scope that shapes programs. */
const mayShare = (context: PageContext) => context.may(api.putProgramsByKey);

/** Saving, renaming, sharing and deleting views of the lists. */
export function viewPages(pages: Pages): void {
  pages.post('/partner-explorer/views', saveNew, (context, problem) => showNew(context, problem));
  formPage(pages, {
    path: '/partner-explorer/views/:id',
    back: { path: '/partner-explorer', title: 'Partner Explorer' },
    view: editView,
    save: async (context) => {
      const changes = mayShare(context) ? CHANGES : CHANGES_OWN;
      const view = await context.call(api.patchMeViewsById, { body: changes.body(context.form) });
      context.done(addressOfView(view), 'The view was saved.');
    },
    actions: {
      keep: async (context) => {
        const body = { query: queryIn(context) };
        const view = await context.call(api.patchMeViewsById, { body });
        context.done(addressOfView(view), 'The view was saved.');
      },
      remove: async (context) => {
        const { list } = await viewOf(context);
        await context.call(api.deleteMeViewsById);
        context.done(href('/partner-explorer', { tab: list }), 'The view was deleted.');
      },
    },
  });
}

async function saveNew(context: PageContext): Promise<void> {
  const fields = mayShare(context) ? NEW : NEW_OWN;
  const wanted = { ...fields.body(context.form), list: context.text('tab'), query: queryIn(context) };
  const view = await context.submit(api.postMeViews, wanted);
  context.done(addressOfView(view), 'The view was saved. You find it above the list.');
}

/** What was wrong with a new view, with all that was typed and chosen. */
function showNew(context: PageContext, problem: Problem): void {
  const fields = mayShare(context) ? NEW : NEW_OWN;
  const kept = { tab: context.text('tab'), ...queryIn(context) };
  context.show(
    'form',
    {
      title: t('Save view'),
      backHref: href('/partner-explorer', kept),
      backLabel: t('Partner Explorer'),
      action: '/partner-explorer/views',
      button: t('Save'),
      buttonClass: 'primary',
      kept: hiddenOf(kept),
      ...formData(fields.groups(context.form), context.form, problem),
    },
    problem.status,
  );
}

async function viewOf(context: PageContext): Promise<View> {
  const { items } = await context.call(api.getMeViews);
  const view = items.find(({ id }) => id === context.param());
  if (view === undefined) throw new Problem('not-found');
  return view;
}

async function editView(context: PageContext): Promise<FormView> {
  const view = await viewOf(context);
  const { mayChange, shared, name } = view;
  return {
    title: name,
    intro: shared ? t('Everybody in the account finds this view.') : t('Only you find this view.'),
    form: mayShare(context) ? CHANGES : CHANGES_OWN,
    known: view,
    button: mayChange ? 'Save' : undefined,
    removal: mayChange
      ? { label: 'Delete the view', intro: 'The entries that it lists stay as they are.' }
      : undefined,
  };
}

/** Where a view leads: to its list, as it was saved. */
const addressOfView = ({ id, list, query }: View) =>
  href('/partner-explorer', { tab: list, ...query, view: id });

/** What of an address a view keeps. */
function partToKeep(value: (member: (typeof VIEW_MEMBERS)[number]) => string | undefined): ViewQuery {
  const members = VIEW_MEMBERS.map((member) => [member, value(member)?.trim()] as const);
  return Object.fromEntries(members.filter(([, text]) => text));
}

const queryIn = (context: PageContext) => partToKeep((member) => context.text(member));

const hiddenOf = (values: object) =>
  Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));

const same = (one: ViewQuery, other: ViewQuery) =>
  VIEW_MEMBERS.every((member) => one[member] === other[member]);

/** The saved views of a tab above its list, and what can be done with the list as it is shown. */
export async function viewsAbove(context: PageContext, tab: Tab, wanted: Wanted) {
  const { items } = await context.call(api.getMeViews);
  const views = items.filter(({ list }) => list === tab.key);
  const shown = partToKeep((member) => wanted[member]);
  const open = views.find(({ id }) => id === wanted.view);
  const isNarrowed = Object.keys(shown).length > 0;
  const isChanged = open !== undefined && !same(open.query, shown);
  const all = { name: t('All'), href: href('/partner-explorer', { tab: tab.key }) };
  return {
    links:
      views.length === 0
        ? []
        : [
            { ...all, shared: false, current: open === undefined && !isNarrowed },
            ...views.map((view) => ({
              name: view.name,
              shared: view.shared,
              href: addressOfView(view),
              current: view === open && !isChanged,
            })),
          ],
    editHref: open?.mayChange === true ? `/partner-explorer/views/${open.id}` : undefined,
    keepAction: isChanged && open.mayChange ? `/partner-explorer/views/${open.id}/keep` : undefined,
    isNew: isNarrowed && (open === undefined || isChanged),
    mayShare: mayShare(context),
    kept: hiddenOf({ tab: tab.key, ...shown }),
  };
}
