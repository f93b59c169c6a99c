import { deviceCookie } from '../../../api/http/device-cookie';
import { unpackForm } from '../../../web/kit/kept-form';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { type PageForm, pageOf } from '../../support/api/page-forms';
import { type Browser, crawl, samplesFor, without } from '../../support/api/pages-samples';

const api = new PagesApi();
let browser: Browser;
/** Every form of the signed-in side that people type into, by where it goes and what it asks. */
const forms = new Map<string, { readonly page: string; readonly form: PageForm }>();

beforeAll(async () => {
  await api.startPages(fakeTemporal());
  await samplesFor(api);
  const { seen } = await crawl(api, api.people.admin);
  browser = await api.browser(api.people.admin);
  for (const page of seen) {
    for (const form of pageOf((await browser.send('GET', page)).text).forms) {
      if (form.method !== 'post' || form.typed.length === 0 || OTHERS.test(form.action)) continue;
      // Of the many of one kind the first is enough.
      const kind = form.action
        .replace(/(?:inv|imp|usr|fld|rec|wsp|whe|key|prt)_\w+/g, '*')
        .replace(/\?.*/, '');
      if (!forms.has(kind)) forms.set(kind, { page, form });
    }
  }
});
afterAll(() => api.stop());

/** Where a file is the answer, or nothing is kept by the form itself. */
const OTHERS = /^\/imports|\/preview/;

const LONG = 'x'.repeat(120_000);
const INPUTS: Readonly<Record<string, (name: string) => string>> = {
  empty: () => '',
  'too long': () => LONG.slice(0, 6_000),
  'from right to left': () => 'שלום עולם ‏مرحبا',
  emoji: () => '👩‍👩‍👧 🏳️‍🌈 \u{1F469}\u{1F3FD}',
  'pasted with lines': () => 'one\r\ntwo\r\n\r\nthree',
  markup: () => '</textarea><script>alert(1)</script>{{constructor}}',
};

const same = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** What came back in the form, or in any other one of the page. */
function keptIn(html: string, form: PageForm): Record<string, readonly string[]> {
  const shown = pageOf(html).forms.filter((one) => one.action === form.action);
  return Object.assign({}, ...shown.map((one) => one.values)) as Record<string, readonly string[]>;
}

async function fresh({ page, form }: { readonly page: string; readonly form: PageForm }) {
  const { text } = await browser.send('GET', page);
  const found = pageOf(text).forms.find(
    ({ action, typed }) => action === form.action && typed.join() === form.typed.join(),
  );
  return found ?? form;
}

it('there are forms to try', () => {
  expect(forms.size).toBeGreaterThan(25);
});

describe.each(Object.entries(INPUTS))('what is %s', (_, inputFor) => {
  it('is taken or refused in words, and never lost', async () => {
    const wrong: unknown[] = [];
    for (const [kind, one] of forms) {
      const form = await fresh(one);
      const typed = Object.fromEntries(form.typed.map((name) => [name, inputFor(name)]));
      const { status, text } = await browser.send('POST', form.action, {
        ...without(form.values, '_csrf'),
        ...typed,
      });
      if (status === 303) continue;
      const kept = keptIn(text, form);
      const lost = form.typed.filter(
        (name) => !/password|secret/i.test(name) && same(kept[name]?.[0] ?? '') !== same(typed[name] ?? ''),
      );
      const isClear = text.includes('id="errors"') || text.includes('class="notice');
      if (status >= 500 || status < 400 || lost.length > 0 || !isClear)
        wrong.push({ kind, status, lost, isClear });
    }
    expect(wrong).toEqual([]);
  });
});

it('what is sent after the session has ended is kept through the sign-in', async () => {
  const { admin } = api.people;
  const cookie = deviceCookie(admin.email, api.deps.settings).split(';', 1).join('');
  const headers = { 'sec-fetch-site': 'same-origin' };
  const lost: unknown[] = [];
  for (const [kind, { form }] of forms) {
    const typed = Object.fromEntries(form.typed.map((name) => [name, `typed in ${name}`]));
    const { status, text } = await api.send('POST', form.action, {
      cookie,
      headers,
      form: { ...form.values, ...typed },
    });
    const packed = pageOf(text).forms.flatMap(({ values }) => values['kept'] ?? [])[0] ?? '';
    const kept = new Map(unpackForm(packed)?.fields.map(({ name, value }) => [name, value]));
    const gone = form.typed.filter((name) => !/password/i.test(name) && kept.get(name) !== typed[name]);
    if (status !== 401 || gone.length > 0) lost.push({ kind, status, gone });
  }
  expect(lost).toEqual([]);
});

it('what is sent twice is done once', async () => {
  const wrong: unknown[] = [];
  for (const [kind, one] of forms) {
    const form = await fresh(one);
    const typed = Object.fromEntries(form.typed.map((name) => [name, valueFor(name, kind)]));
    const send = () => browser.send('POST', form.action, { ...without(form.values, '_csrf'), ...typed });
    const before = await counts();
    const first = await send();
    const between = await counts();
    const second = await send();
    const after = await counts();
    if (first.status !== 303) continue;
    if (second.status !== 303 && second.status !== 409) wrong.push({ kind, status: second.status });
    if (JSON.stringify(between) !== JSON.stringify(after)) wrong.push({ kind, before, between, after });
  }
  expect(wrong).toEqual([]);
});

let number = 0;
function valueFor(name: string, kind: string): string {
  number += 1;
  if (/email/i.test(name)) return `twice${number}@partner.example`;
  if (/url|link|issuer/i.test(name)) return `https://twice${number}.example/`;
  if (/key|slug/i.test(name)) return `twice-${number}`;
  return /rank|requiredApprovals/.test(name) ? '1' : `Twice ${number} ${kind.length}`;
}

/** Documents of what people make; logs and counters aside. */
async function counts(): Promise<Record<string, number>> {
  const all = await api.dump(/^system\.|email_counters|idempotency|audit|attempt|session/);
  return Object.fromEntries(Object.entries(all).map(([name, documents]) => [name, documents.length]));
}
