import { fakeTemporal } from '../../support/api/fake-temporal';
import { PagesApi } from '../../support/api/pages-api';
import { pageOf } from '../../support/api/page-forms';
import { formAt, formIn, type Browser } from '../../support/api/pages-samples';

const RULES = '/programs/default?tab=rules';
const FIELDS = '/programs/default?tab=fields';
const TO_RULES = '/programs/default/rules';
const TO_FIELDS = '/programs/default/fields';

/** Without a browser, so that every button is seen to work without scripts. */
describe('rows of a program', () => {
  const api = new PagesApi();
  let browser: Browser;
  const program = async () => {
    const found = await api.stores.programs.find(api.people.admin.accountId, 'default');
    if (found === undefined) throw new Error('no program');
    return found;
  };

  beforeAll(async () => {
    await api.startPages(fakeTemporal());
    browser = await api.browser(api.people.admin);
  });
  afterAll(() => api.stop());

  const rule = (index: number, typed: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [`approvalRules.${index}.${name}`, value]),
    );
  const field = (index: number, typed: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [`customFields.${index}.${name}`, value]),
    );
  const idsIn = (html: string) =>
    Object.entries(formIn(html, TO_RULES).values).flatMap(([name, [value = '']]) =>
      name.endsWith('.id') ? [value] : [],
    );

  it('are refused at their place while they are incomplete, and none is lost', async () => {
    const typed = {
      ...rule(0, { id: 'ours', then: 'approve', 'when.emailDomains': 'a.example' }),
      ...rule(1, { id: '', then: 'reject', 'when.emailDomains': 'evil.example' }),
      ...rule(2, { id: 'empty', then: 'review' }),
    };
    const { status, text } = await browser.send('POST', TO_RULES, typed);
    expect(status).toBe(422);
    expect(text).toContain('<a href="#f-approvalRules-1-id"><bdi>Rule 2: Name of the rule</bdi></a>');
    expect(text).toContain('<a href="#f-approvalRules-2"><bdi>Rule 3</bdi></a>');
    expect(idsIn(text)).toEqual(['ours', '', 'empty']);
    expect(text).toMatch(/<details class="do" id="f-approvalRules-1" open>/);
    expect((await program()).approvalRules).toEqual([]);
  });

  it('of fields too: a label without a key gets one, a key without a label is refused', async () => {
    const lacking = field(0, { key: 'tier', label: '', type: 'text', filledBy: 'invitee' });
    const refused = await browser.send('POST', TO_FIELDS, lacking);
    expect([refused.status, refused.text.includes('#f-customFields-0-label')]).toEqual([422, true]);
    const typed = {
      ...field(0, {
        label: 'Partner tier',
        type: 'select',
        filledBy: 'inviter',
        options: 'Gold\ns = Silver',
      }),
      ...field(1, { label: 'Partner tier', type: 'text', filledBy: 'invitee', key: '' }),
      ...field(2, { label: 'Code', key: 'code', type: 'text', filledBy: 'reviewer' }),
    };
    expect((await browser.send('POST', TO_FIELDS, typed)).status).toBe(303);
    expect((await program()).customFields).toMatchObject([
      {
        key: 'partner-tier',
        options: [
          { value: 'Gold', label: 'Gold' },
          { value: 's', label: 'Silver' },
        ],
      },
      { key: 'partner-tier-2' },
      { key: 'code' },
    ]);
  });

  it('are added, moved and taken out by buttons that save nothing', async () => {
    const two = {
      ...rule(0, { id: 'first', then: 'approve', 'when.emailDomains': 'a.example' }),
      ...rule(1, { id: 'second', then: 'reject', 'when.emailDomains': 'b.example' }),
    };
    const idsAfter = async (wanted: string) => {
      const { status, text } = await browser.send('POST', TO_RULES, { ...two, do: wanted });
      expect([status, text.includes('data-unsaved')]).toEqual([200, true]);
      return idsIn(text);
    };
    expect(await idsAfter('add')).toEqual(['first', 'second', '']);
    expect(await idsAfter('up.1')).toEqual(['second', 'first']);
    expect(await idsAfter('down.0')).toEqual(['second', 'first']);
    expect(await idsAfter('up.0')).toEqual(['first', 'second']);
    expect(await idsAfter('delete.0')).toEqual(['second']);
    for (const strange of ['up.99', 'down.x', 'delete.-1', 'stay.1e9'])
      expect({ strange, ids: await idsAfter(strange) }).toEqual({ strange, ids: ['first', 'second'] });
    expect((await program()).approvalRules).toEqual([]);
  });

  it('ask for what fits the type, and keep the rest until one goes back to it', async () => {
    const typed = field(0, {
      label: 'Tier',
      type: 'text',
      filledBy: 'invitee',
      options: 'Gold',
      accept: 'pdf',
    });
    const shown = async (type: string) => {
      const sent = { ...typed, ...field(0, { type }), do: 'stay.0' };
      const { text } = await browser.send('POST', TO_FIELDS, sent);
      const labels = [...text.matchAll(/<(?:label for|legend)[^>]*><bdi>([^<]+)/g)].map(([, label]) => label);
      return { labels, values: formIn(text, TO_FIELDS).values };
    };
    const text = await shown('text');
    expect(text.labels).toEqual(expect.arrayContaining(['Characters at least', 'Pattern']));
    expect(text.labels).not.toContain('Choices');
    expect(text.values['customFields.0.options']).toEqual(['Gold']);
    expect((await shown('multi-select')).labels).toEqual(
      expect.arrayContaining(['Choices', 'Choices at most']),
    );
    expect((await shown('document')).labels).toContain('Largest file in MB');
    expect((await shown('checkbox')).labels).not.toContain('Pattern');
    // What no longer fits is no part of the field.
    expect((await browser.send('POST', TO_FIELDS, typed)).status).toBe(303);
    const [kept] = (await program()).customFields;
    expect([kept?.options, kept?.accept]).toEqual([undefined, undefined]);
  });

  it('take countries by name or code, one after the other, and say which is none', async () => {
    const typed = rule(0, { id: 'Our friends', then: 'approve', 'when.countries': 'FR' });
    const added = { ...typed, 'approvalRules.0.when.countries.custom': 'germany, at', do: 'stay.0' };
    const { values } = formIn((await browser.send('POST', TO_RULES, added)).text, TO_RULES);
    expect(values['approvalRules.0.when.countries']).toEqual(['FR', 'DE', 'AT']);
    const wrong = { ...typed, 'approvalRules.0.when.countries.custom': 'Atlantis' };
    const refused = await browser.send('POST', TO_RULES, wrong);
    expect([refused.status, refused.text.includes('value="Atlantis"')]).toEqual([422, true]);
    expect((await browser.send('POST', TO_RULES, { ...added, do: '' })).status).toBe(303);
    expect((await program()).approvalRules).toMatchObject([
      { id: 'Our-friends', when: { countries: ['FR', 'DE', 'AT'] }, then: 'approve' },
    ]);
    const { text } = await browser.send('GET', RULES);
    expect(text).toContain('From France, Germany or Austria');
  });

  it('show the form that they make beside them', async () => {
    const { text } = await browser.send('GET', FIELDS);
    const preview = text.slice(text.indexOf('id="form-preview"'), text.indexOf('<dialog'));
    expect(preview).toContain('<bdi>Tier</bdi>');
    expect(pageOf(preview).forms).toEqual([]);
  });

  it('are shown to whoever may not change them, without a button', async () => {
    const viewer = await api.browser(api.people.viewer);
    const { sendsTo } = await formAt(viewer, FIELDS, TO_FIELDS);
    expect(sendsTo).toEqual([]);
  });
});
