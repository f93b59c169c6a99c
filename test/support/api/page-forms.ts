import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** A box or a choice that a form offers. */
export interface Offer {
  readonly name: string;
  readonly value: string;
  readonly chosen: boolean;
}

/** A form as it stands on a page. */
export interface PageForm {
  readonly method: string;
  readonly action: string;
  /** Where its buttons send it. */
  readonly sendsTo: readonly string[];
  /** What a browser would send if nothing were changed, by name. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Names of the fields that people type into, passwords aside. */
  readonly typed: readonly string[];
  readonly boxes: readonly Offer[];
  readonly choices: readonly Offer[];
}

/** What a page holds as a reader without a browser needs it. */
export function pageOf(html: string) {
  const all = elements(parse(html));
  const links = all.filter(({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href') ?? '');
  const forms = all.filter(({ tagName }) => tagName === 'form').map(formOf);
  const menu = all
    .filter((one) => one.tagName === 'nav' && attribute(one, 'aria-label') === 'Main')
    .map((nav) => elements(nav).filter(({ tagName }) => tagName === 'a'))
    .map((items) =>
      items.map((item) => ({
        label: textOf(item),
        href: attribute(item, 'href') ?? '',
        current: attribute(item, 'aria-current') === 'page',
      })),
    );
  const bodies = all.filter(({ tagName }) => tagName === 'tbody');
  const rows = bodies.flatMap(elements).filter(({ tagName }) => tagName === 'tr');
  return { links, forms, menu, rows: rows.map(textOf) };
}

function elements(node: Tree.ParentNode): Tree.Element[] {
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []));
}

const attribute = ({ attrs }: Tree.Element, name: string) => attrs.find((one) => one.name === name)?.value;

function textOf(node: Tree.ParentNode): string {
  return node.childNodes
    .map((child) => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : ''))
    .join('')
    .trim();
}

function formOf(form: Tree.Element): PageForm {
  const fields = elements(form).filter((one) => attribute(one, 'name') !== undefined);
  const isBox = (one: Tree.Element) => ['checkbox', 'radio'].includes(attribute(one, 'type') ?? '');
  const inputs = fields.filter(({ tagName }) => tagName === 'input');
  const boxes = inputs.filter(isBox).map((one) => offerOf(one, nameOf(one), 'checked'));
  const selects = fields.filter(({ tagName }) => tagName === 'select');
  const choices = selects.flatMap((select) =>
    elements(select)
      .filter(({ tagName }) => tagName === 'option')
      .map((option) => offerOf(option, nameOf(select), 'selected')),
  );
  const typed = inputs
    .filter((one) => !isBox(one) && attribute(one, 'type') !== 'file')
    .map((one): [string, string] => [nameOf(one), attribute(one, 'value') ?? '']);
  const areas = fields.filter(({ tagName }) => tagName === 'textarea');
  const texts = areas.map((one): [string, string] => [nameOf(one), textOf(one)]);
  const isText = (one: Tree.Element) =>
    one.tagName === 'textarea' || TEXT_TYPES.includes(attribute(one, 'type') ?? 'text');
  const open = [...inputs, ...areas].filter((one) => isText(one) && attribute(one, 'readonly') === undefined);
  const chosen = [...boxes, ...choices]
    .filter((one) => one.chosen)
    .map((one): [string, string] => [one.name, one.value]);
  const values: Record<string, string[]> = {};
  for (const [name, value] of [...typed, ...texts, ...chosen]) (values[name] ??= []).push(value);
  const [method = 'get', action = ''] = [attribute(form, 'method'), attribute(form, 'action')];
  const buttons = elements(form).filter(({ tagName }) => tagName === 'button');
  const sending = buttons.filter((one) => (attribute(one, 'type') ?? 'submit') === 'submit');
  const sendsTo = sending.map((one) => attribute(one, 'formaction') ?? action);
  return { method, action, sendsTo, values, typed: open.map(nameOf), boxes, choices };
}

const TEXT_TYPES = ['text', 'email', 'url', 'tel', 'search', 'number'];

const nameOf = (one: Tree.Element) => attribute(one, 'name') ?? '';

function offerOf(one: Tree.Element, name: string, mark: string): Offer {
  return { name, value: attribute(one, 'value') ?? '', chosen: attribute(one, mark) !== undefined };
}
