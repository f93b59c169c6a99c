import { deviceCookie } from '../../../api/http/device-cookie';
import { newFormKey } from '../../../web/kit/form-body';
import { unpackForm } from '../../../web/kit/kept-form';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { type PageForm, pageOf } from '../../support/api/page-forms';
import { type Browser, crawl, samplesFor, without } from '../../support/api/pages-samples';

const api = new PagesApi();
let browser: Browser;
/** Every form of the signed-in side that people type into, by where it goes and what it asks. */
const forms = new Map<string, PageForm>();

beforeAll(async () => {
  await api.startPages(fakeTemporal());
  await samplesFor(api);
  const crawled = await crawl(api, api.people.admin);
  browser = crawled.browser;
  for (const { form } of crawled.forms) {
    // Of the many of one kind the first is enough.
    const kind = form.action.replace(/(?:inv|imp|usr|fld|rec|wsp|whe|key|prt)_\w+/g, '*').replace(/\?.*/, '');
    if (form.typed.length > 0 && !OTHERS.test(kind) && !forms.has(kind)) forms.set(kind, form);
  }
});
afterAll(() => api.stop());

/** Where a file is the answer, and the page of who is not signed in, which has tokens of its own. */
const OTHERS = /^\/imports|^\/forgot-password/;

const INPUTS: Readonly<Record<string, (name: string) => string>> = {
  empty: () => '',
  'too long': () => 'x'.repeat(6_000),
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

/** What a browser sends of a form that is shown anew. */
function filled(form: PageForm, typed: Readonly<Record<string, string>>) {
  return { ...without(form.values, '_csrf', 'seen'), _key: newFormKey(), ...typed };
}

it('there are forms to try', () => {
  expect(forms.size).toBeGreaterThan(25);
});

describe.each(Object.entries(INPUTS))('what is %s', (_, inputFor) => {
  it('is taken or refused in words, and never lost', async () => {
    const wrong: unknown[] = [];
    for (const [kind, form] of forms) {
      const typed = Object.fromEntries(form.typed.map((name) => [name, inputFor(name)]));
      const { status, text } = await browser.send('POST', form.action, filled(form, typed));
      const isRefused = text.includes('id="errors"');
      // What is shown once, or tried, is the answer itself.
      if (status === 303 || (status === 200 && !isRefused)) continue;
      const kept = keptIn(text, form);
      const lost = form.typed.filter(
        (name) => !/password|secret/i.test(name) && same(kept[name]?.[0] ?? '') !== same(typed[name] ?? ''),
      );
      // No workflow runs here, so decisions are answered as while Temporal is away.
      const isInWords = isRefused && ((status >= 400 && status < 500) || status === 503);
      if (!isInWords || lost.length > 0) wrong.push({ kind, status, lost });
    }
    expect(wrong).toEqual([]);
  });
});

it('what is sent after the session has ended is kept through the sign-in', async () => {
  const { admin } = api.people;
  const cookie = deviceCookie(admin.email, api.deps.settings).split(';', 1).join('');
  const headers = { 'sec-fetch-site': 'same-origin' };
  const lost: unknown[] = [];
  for (const [kind, form] of forms) {
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
  for (const [kind, form] of forms) {
    const sent = filled(form, Object.fromEntries(form.typed.map((name) => [name, valueFor(name, kind)])));
    const send = () => browser.send('POST', form.action, sent);
    if ((await send()).status !== 303) continue;
    const between = await counts();
    const second = await send();
    const after = await counts();
    if (second.status !== 303 && second.status !== 409) wrong.push({ kind, status: second.status });
    if (JSON.stringify(between) !== JSON.stringify(after)) wrong.push({ kind, between, after });
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

/** How many documents there are of what people make; logs and counters aside. */
async function counts(): Promise<Record<string, number>> {
  const database = api.connection.db!;
  const all = await database.listCollections({}, { nameOnly: true }).toArray();
  const made = all.filter(
    ({ name }) => !/^system\.|email_counters|idempotency|audit|attempt|session/.test(name),
  );
  const counted = made.map(
    async ({ name }) => [name, await database.collection(name).countDocuments()] as const,
  );
  return Object.fromEntries(await Promise.all(counted));
}
