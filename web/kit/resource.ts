import type { Endpoint } from '../../api/http/endpoint';
import type { Problem } from '../../api/http/problem';
import type { Form } from './codec';
import { type Edited, editing } from './editing/edits';
import { newFormKey } from './form-body';
import { type Choice, type FieldGroup, formData } from './forms';
import type { PageContext, PageHandler, Pages } from './page-context';
import { t } from './reader';
import { type Column, type details, type Empty, href, tableData } from './tables';

/** A page of a resource, to lead back to. */
export interface ListLink {
  readonly path: string;
  readonly title: string;
}

interface Listed<Item> {
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly nextCursor?: string | null;
  readonly previousCursor?: string | null | undefined;
}

interface ListSpec<Item> extends ListLink {
  readonly intro: string;
  readonly empty: Empty;
  /** The page that makes another one, for whoever may. */
  readonly add?: { readonly label: string; readonly endpoint: Endpoint };
  /** Names of the query that the filters below set. */
  readonly filter?: readonly string[];
  readonly filters?: (context: PageContext) => Promise<readonly FieldGroup[]> | readonly FieldGroup[];
  readonly sort?: string;
  readonly exportPath?: string;
  load(context: PageContext, query: Readonly<Record<string, string | undefined>>): Promise<Listed<Item>>;
}

/** A list of resources. */
export function listPage<Item>(pages: Pages, spec: ListSpec<Item>): void {
  const { path, title, intro, empty, add, filter, filters, sort, exportPath } = spec;
  pages.get(path, async (context) => {
    const wanted = queriesOf(context, filter ?? []);
    const query = { ...wanted, ...queriesOf(context, ['sort', 'cursor']) };
    const [{ items, columns, nextCursor, previousCursor }, groups] = await Promise.all([
      spec.load(context, query),
      filters?.(context),
    ]);
    context.show('list', {
      title,
      intro,
      ...(add !== undefined && context.may(add.endpoint) && { action: add.label, actionHref: `${path}/new` }),
      ...(exportPath !== undefined && { exportHref: href(exportPath, wanted) }),
      ...(groups && { ...formData(groups, wanted), filterAction: path }),
      table: tableData({
        caption: title,
        columns,
        items,
        empty,
        ...(sort !== undefined && { sort }),
        ...(nextCursor !== undefined && { at: { path, query, nextCursor, previousCursor } }),
      }),
    });
  });
}

/** Members of the address, those that are not there as undefined. */
export function queriesOf<Name extends string>(context: PageContext, names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, context.query(name)])) as Record<
    Name,
    string | undefined
  >;
}

/** A button below a form. */
interface Below {
  readonly label: string;
  readonly intro: string;
}

const saidBelow = ({ label, intro }: Below): Below => ({ label: t(label), intro: t(intro) });

/** A page with one form, and what may be done below it. */
export interface FormView {
  readonly title: string;
  readonly intro?: string;
  /** What stands above the form, to read. */
  readonly data?: ReturnType<typeof details> | undefined;
  readonly form?: Form;
  readonly known?: object;
  /** Of what is there already and is edited; empty where there is none yet. */
  readonly etag?: string;
  /** None for whoever may only look. */
  readonly button: string | undefined;
  readonly danger?: boolean;
  /** Done at once, by the action of this name. */
  readonly extra?: (Below & { readonly action: string }) | undefined;
  /** Done by the action `remove`, after a question. */
  readonly removal?:
    (Below & { readonly choice?: { name: string; label: string; options: readonly Choice[] } }) | undefined;
}

interface FormSpec {
  readonly path: string;
  readonly back: ListLink;
  /** What else may be done on the page, by the last part of its address. */
  readonly actions?: Readonly<Record<string, PageHandler>>;
  readonly view: (context: PageContext) => Promise<FormView> | FormView;
  readonly save: PageHandler;
}

/** What the form of a page edits, as {@link saveEdit} saves it. */
export function editedBy({ form, known = {}, etag = '' }: FormView): Edited {
  return { form: form ?? NO_FORM, known, etag };
}

const NO_FORM = { groups: () => [], values: () => ({}) };

/** A form of a resource; what is wrong is shown in it, with what was typed. */
export function formPage(pages: Pages, { path, back, actions = {}, view, save }: FormSpec): void {
  const show = async (context: PageContext, problem?: Problem, isSent = false): Promise<void> => {
    const shown = await view(context);
    const { title, intro, data: told, button, danger, extra, removal } = shown;
    const here = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(context.param(name)));
    const edit = editing(context, editedBy(shown), problem, isSent);
    const data = {
      title,
      intro,
      ...(told && { data: told }),
      backHref: back.path,
      backLabel: back.title,
      action: here,
      button,
      buttonClass: danger === true ? 'danger' : 'primary',
      extra: extra && { ...extra, ...saidBelow(extra), action: `${here}/${extra.action}`, key: newFormKey() },
      removal: removal && {
        ...removal,
        ...saidBelow(removal),
        choice: removal.choice && { ...removal.choice, label: t(removal.choice.label) },
        action: `${here}/remove`,
        key: newFormKey(),
      },
      ...formData(edit.groups, edit.values, edit.problem),
      ...(shown.etag !== undefined && edit.told),
    };
    context.show('form', data, problem?.status);
  };
  pages.get(path, (context) => show(context));
  pages.post(path, save, (context, problem) => show(context, problem, true));
  for (const [name, action] of Object.entries(actions)) {
    pages.post(`${path}/${name}`, action, (context, problem) => show(context, problem));
  }
}
