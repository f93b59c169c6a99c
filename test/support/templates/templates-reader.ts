import { convert, type DomNode } from 'html-to-text';
import type { RenderedEmail } from '../../../templates/render';

/** The words that must reach nobody but the reader of the e-mail. */
export const TOKENS = ['v1.inv_1.1.canary-a', 'v1.inv_1.1.canary-b', 'v1.inv_1.0.canary-c'];

export const LINKS = {
  link: `https://usher.example/invitation?token=${TOKENS[0]}`,
  declineLink: `https://usher.example/invitation?token=${TOKENS[1]}&intent=decline`,
  unsubscribeLink: `https://usher.example/unsubscribe?token=${TOKENS[2]}`,
  notificationsLink: 'https://usher.example/notifications',
};

const OURS: readonly string[] = Object.values(LINKS);
const holdsToken = (text: string) => text.includes('canary-');

interface Element extends DomNode {
  readonly name: string;
  readonly attribs: Readonly<Record<string, string>>;
}

/** Every element and text of an HTML document, by the parser of html-to-text (htmlparser2), not by ours. */
function nodesOf(html: string): { elements: Element[]; texts: string[] } {
  const elements: Element[] = [];
  const texts: string[] = [];
  convert(html, {
    baseElements: { selectors: ['html', '*'], returnDomByDefault: true },
    selectors: [{ selector: '*', format: 'spy' }],
    limits: { maxInputLength: Infinity },
    formatters: {
      spy: (element: DomNode) => {
        const look = (node: DomNode) => {
          if (node.type === 'text' || node.type === 'comment') texts.push(node.data ?? '');
          if ('attribs' in node) elements.push(node as Element);
          if ('children' in node) node.children.forEach(look);
        };
        look(element);
      },
    },
  });
  return { elements, texts };
}

/** Everywhere that a finished e-mail shows a token to others; empty when it is sound. */
export function leaks({ subject, html, text }: RenderedEmail): string[] {
  const { elements, texts } = nodesOf(html);
  return [
    ...(holdsToken(subject) ? [`subject ${subject}`] : []),
    ...text.split(/[ \t\r\n]/).filter((word) => holdsToken(word) && !OURS.includes(word)),
    ...texts.filter(holdsToken),
    ...elements.flatMap(({ name, attribs }) =>
      Object.entries(attribs)
        .filter(([attribute, value]) => holdsToken(`${attribute} ${value}`))
        .filter(([attribute, value]) => !(name === 'a' && attribute === 'href' && OURS.includes(value)))
        .map(([attribute, value]) => `<${name} ${attribute}="${value}">`),
    ),
    ...elements.flatMap(({ name, attribs }) => loads(name, attribs)),
  ];
}

/** Addresses that opening the e-mail alone would ask for, but the brand's logo. */
function loads(name: string, attribs: Readonly<Record<string, string>>): string[] {
  return Object.entries(attribs)
    .filter(([attribute, value]) => {
      if (attribute === 'href') return name !== 'a' || !value.startsWith('https://');
      if (['xmlns', 'alt', 'title', 'class'].includes(attribute)) return false;
      return /\/\/|url|\\|script:/i.test(value) && value !== LOGO;
    })
    .map(([attribute, value]) => `<${name} ${attribute}="${value}">`);
}

export const LOGO = 'https://acme.example/logo.png?size=2';

/** Whether the reader finds elements at all: it would be no witness otherwise. */
export function countsElements(html: string): number {
  return nodesOf(html).elements.length;
}
