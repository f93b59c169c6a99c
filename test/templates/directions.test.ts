import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { checkTemplate } from '../../templates/check-template';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { markedName, NAMES, placeMarks } from '../../templates/marks';
import { renderNotice, renderPage, type Notice } from '../../templates/pages';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { sample } from '../support/templates/samples';

const HEBREW = '\u05e9\u05dc\u05d5\u05dd';

const typed = {
  ...Object.fromEntries(NAMES.map((name) => [name, `${HEBREW} Ltd.`])),
  message: `${HEBREW}, one.\nTwo.`,
  reason: `${HEBREW}\r\ntwo`,
};

/** Texts from right to left that are shown and could turn what stands beside them. */
function turning(html: string): string[] {
  const found: string[] = [];
  const walk = (node: Tree.ChildNode | Tree.Document, isApart: boolean) => {
    if ('value' in node && node.value.includes(HEBREW) && !isApart) found.push(node.value.trim());
    if (!('childNodes' in node) || node.nodeName === 'title') return;
    const isAuto =
      'attrs' in node && node.attrs.some(({ name, value }) => name === 'dir' && value === 'auto');
    const inside = isApart || node.nodeName === 'bdi' || isAuto;
    node.childNodes.forEach((child) => walk(child, inside));
  };
  walk(parse(html), false);
  return found;
}

describe.each(SHIPPED_LOCALES)('a name from right to left in %s', (locale) => {
  it.each(EMAIL_TEMPLATES)('turns nothing around it in the %s e-mail', (template) => {
    const { html, subject } = renderEmail(template, locale, { ...sample, ...typed });
    expect(html).toContain(HEBREW);
    expect(turning(html)).toEqual([]);
    expect(subject).not.toMatch(/<|[\ue000-\ue002]/);
    expect(html).not.toMatch(/<title>[^<]*(?:&lt;|<bdi)|="[^"]*<|[\ue000-\ue002]/);
  });

  it('turns nothing around it on the pages of invitees', () => {
    const look = {
      csrf: 'x',
      brand: {},
      brandKey: '1',
      assets: { font: '', invitee: '', icon: '' },
      hasErrors: false,
      ...typed,
    };
    const landing = {
      needsSignIn: false,
      isInvitee: false,
      otherUser: undefined,
      signInHref: '/',
      expiresOn: 'today',
    };
    const pages = [
      renderPage('landing', locale, { ...look, ...landing }),
      renderPage('landing', locale, { ...look, ...landing, needsSignIn: true }),
      renderPage('decline', locale, { ...look, reason: '', error: undefined }),
      renderPage('unsubscribe', locale, look),
      renderPage('set-password', locale, { ...look, email: 'a@b.example', joins: HEBREW, error: undefined }),
      ...NOTICES.map((notice) => renderNotice(notice, locale, { ...look, ...NO_WAY_ON })),
    ];
    for (const page of pages) {
      expect(page).toContain(HEBREW);
      expect(turning(page)).toEqual([]);
    }
  });
});

const NO_WAY_ON = { canAskForLink: false, actionHref: undefined, backHref: undefined };
const NOTICES: readonly Notice[] = [
  'expired',
  'replaced',
  'revoked',
  'declined',
  'rejected',
  'accepted',
  'active',
];

it('keeps the lines of a note without a style for it, in an own template too', () => {
  for (const html of [undefined, '<div title="{{message}}">{{message}}</div><a href="{{link}}">x</a>']) {
    const rendered = renderEmail('invitation', 'en', { ...sample, message: 'one\r\ntwo\n\n<b>' }, { html });
    expect(rendered.html).toContain('>one<br>two<br><br>&lt;b&gt;<');
    expect(rendered.html).not.toContain('white-space');
    if (html) expect(rendered.html).toContain('title="one\ntwo\n\n&lt;b&gt;"');
  }
});

/** What mail clients show beside the subject stands unseen in the e-mail. */
const PREHEADER = /\n?<div dir="auto" style="display: none;[^>]*>[^<]*<\/div>\n?/;

it('leaves it to an own template to keep names apart', () => {
  const html =
    '<title>{{partnerName}}</title><p title="{{partnerName}}" dir="auto"><bdi>{{partnerName}}</bdi></p>';
  expect(checkTemplate({ html })).toEqual([]);
  const rendered = renderEmail('invitation', 'en', { ...sample, partnerName: '\ue000A "B" <C>' }, { html });
  const name = 'A &quot;B&quot; &lt;C&gt;';
  const shown = rendered.html.replace(PREHEADER, '');
  expect(shown).toBe(`<title>${name}</title><p title="${name}" dir="auto"><bdi>${name}</bdi></p>`);
});

it('takes no mark from outside for its own', () => {
  expect(placeMarks(markedName('\ue000\ue002x\ue001'))).toBe('<bdi>x</bdi>');
  expect(markedName('\ue000')).toBe('');
});
