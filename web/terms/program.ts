import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { languageName } from '../../templates/pages';
import { SHIPPED_LOCALES } from '../../templates/locales';
import type { ItemOf } from '../kit/api-call';
import { type Edited, editing, saveEdit } from '../kit/editing/edits';
import { type FormBody, textOf } from '../kit/form-body';
import { moment } from '../kit/format';
import { type FieldGroup, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { queriesOf } from '../kit/resource';
import { type Column, tableData, timeCell } from '../kit/tables';
import { programTabs, readProgram } from '../programs/tabs';

type TermsOfProgram = JsonBodyOf<typeof api.getProgramsByKeyTerms>;
type Acceptance = ItemOf<typeof api.getProgramsByKeyTermsAcceptances>;

const HEADING = 'Terms';
const INTRO =
  'Applicants accept them with their application, and people of partners before their workspace opens. ' +
  'To save other words publishes a new version, which everybody is asked for anew; no text at all asks nobody.';

/** What a program asks partners to accept, its versions, and who accepted which. */
export function programTermsPages(pages: Pages): void {
  pages.post('/programs/:key/terms', save, showProgramTerms);
  pages.get('/programs/:key/terms/:version', showVersion);
  pages.get('/programs/:key/terms-acceptances', showAcceptances);
  pages.get('/programs/:key/terms-acceptances.csv', (context) =>
    context.sendFile(api.getProgramsByKeyTermsAcceptances, {
      query: { ...queriesOf(context, ['version']), format: 'csv' },
    }),
  );
}

/** The tab; after a problem with what was typed. */
export async function showProgramTerms(context: PageContext, problem?: Problem): Promise<void> {
  const [program, edited] = await Promise.all([readProgram(context), openTerms(context)]);
  const terms = edited.known;
  const edit = editing(context, edited, problem);
  const path = `/programs/${program.key}`;
  const data = {
    ...frameOf(program, HEADING),
    intro: INTRO,
    action: `${path}/terms`,
    saves: context.may(api.putProgramsByKeyTerms),
    ...formData(edit.groups, edit.values, edit.problem),
    ...edit.told,
    versions: terms.versions.map(({ version, withdrawn, publishedAt, publishedBy }) => ({
      label: withdrawn
        ? t('Version {{version}}: withdrawn', { version })
        : t('Version {{version}}', { version }),
      href: `${path}/terms/${version}`,
      when: moment(publishedAt),
      by: publishedBy.name ?? undefined,
    })),
    acceptedHref: context.may(api.getProgramsByKeyTermsAcceptances) ? `${path}/terms-acceptances` : undefined,
  };
  context.show('program', data, problem?.status);
}

async function openTerms(context: PageContext): Promise<Edited<TermsOfProgram>> {
  const { known, etag } = await context.open(api.getProgramsByKeyTerms);
  return { form: { groups: () => groupsOf(known), values: () => valuesOf(known) }, known, etag };
}

function frameOf({ key, name }: { readonly key: string; readonly name: string }, heading: string) {
  return {
    title: `${name} - ${t(heading)}`,
    name,
    tabs: programTabs(key, 'terms'),
    takesHold: 'Whoever applies is asked for the version of that moment.',
    heading,
  };
}

/** The shipped languages, and whichever the API was given besides. */
function groupsOf({ current }: TermsOfProgram): FieldGroup[] {
  const languages = [...new Set([...SHIPPED_LOCALES, ...Object.keys(current?.texts ?? {})])];
  const texts = languages.map((locale) => ({
    name: `texts.${locale}`,
    label: labelOf(locale),
    kind: 'textarea' as const,
    rows: locale === 'en' ? 14 : 6,
  }));
  const url = {
    name: 'url',
    label: 'Also at',
    inputType: 'url' as const,
    wide: true,
    help: 'An https address at which the same can be read.',
  };
  return [{ fields: [...texts, url] }];
}

function labelOf(locale: string): string {
  return SHIPPED_LOCALES.includes(locale) ? `${languageName(locale)} (${locale})` : locale;
}

function valuesOf({ current }: TermsOfProgram): FormBody {
  const texts = Object.entries(current?.texts ?? {}).map(([locale, text]): [string, string] => [
    `texts.${locale}`,
    text,
  ]);
  return { ...Object.fromEntries(texts), url: current?.url ?? '' };
}

async function save(context: PageContext): Promise<void> {
  const back = `/programs/${encodeURIComponent(context.param('key'))}?tab=terms`;
  const terms = await context.call(api.getProgramsByKeyTerms);
  const typed = groupsOf(terms).flatMap(({ fields }) =>
    fields.flatMap(({ name }) => {
      const [, locale] = /^texts\.(.+)$/.exec(name) ?? [];
      const text = textOf(context.form, name).trim();
      return locale === undefined || text === '' ? [] : [[locale, text] as const];
    }),
  );
  if (typed.length === 0 && terms.current !== null) {
    await context.answerOf(api.deleteProgramsByKeyTerms);
    context.goTo(back, { kind: 'info', text: 'The terms are withdrawn; nobody is asked any more.' });
    return;
  }
  const url = textOf(context.form, 'url').trim();
  const body = { texts: Object.fromEntries(typed), url: url === '' ? null : url };
  const { version } = await saveEdit(
    context,
    api.putProgramsByKeyTerms,
    () => openTerms(context),
    () => body,
  );
  context.done(back, t('Version {{version}} is what partners are asked to accept.', { version }));
}

async function showVersion(context: PageContext): Promise<void> {
  const [program, one] = await Promise.all([
    readProgram(context),
    context.call(api.getProgramsByKeyTermsByVersion),
  ]);
  const { version, texts, url, publishedAt, publishedBy, hash } = one;
  const facts = [
    publishedBy.name === null
      ? t('Published {{when}}', { when: moment(publishedAt) })
      : t('Published {{when}} by {{who}}', { when: moment(publishedAt), who: publishedBy.name }),
    ...(url === null ? [] : [url]),
    `SHA-256 ${hash}`,
  ];
  context.show('program', {
    ...frameOf(program, t('Version {{version}}', { version })),
    intro: `${facts.join('. ')}.`,
    action: `/programs/${program.key}/terms`,
    saves: false,
    groups: [],
    texts: Object.entries(texts).map(([locale, text]) => ({ locale, label: labelOf(locale), text })),
  });
}

const SOURCES = { application: 'With the application', 'sign-in': 'After the sign-in' } as const;

const COLUMNS: readonly Column<Acceptance>[] = [
  { label: 'When', sort: 'acceptedAt', cell: ({ acceptedAt }) => timeCell(acceptedAt) },
  {
    label: 'Who',
    cell: ({ name, email, erasedAt }) => ({
      text: name ?? email ?? (erasedAt === null ? '-' : t('Erased')),
      below: name === null ? undefined : (email ?? undefined),
      strong: true,
    }),
  },
  {
    label: 'Partner',
    cell: ({ partnerName, invitationId }) => ({
      text: partnerName ?? t('Erased'),
      href: `/invitations/${invitationId}`,
    }),
  },
  { label: 'Version', cell: ({ version, locale }) => ({ text: `${version} (${locale})` }) },
  { label: 'How', cell: ({ source, ip }) => ({ text: t(SOURCES[source]), below: ip ?? undefined }) },
];

async function showAcceptances(context: PageContext): Promise<void> {
  const query = queriesOf(context, ['version', 'sort', 'cursor']);
  const [program, { items, nextCursor }] = await Promise.all([
    readProgram(context),
    context.call(api.getProgramsByKeyTermsAcceptances, { query }),
  ]);
  const path = `/programs/${program.key}/terms-acceptances`;
  const title = 'Who accepted which version';
  context.show('list', {
    title: `${program.name}: ${t(title)}`,
    intro: 'Every acceptance is kept with the exact words that were read.',
    action: 'Terms',
    actionHref: `/programs/${program.key}?tab=terms`,
    exportHref: `${path}.csv`,
    table: tableData({
      caption: title,
      columns: COLUMNS,
      items,
      empty: { title: 'Nobody yet', text: 'Whoever accepts the terms is listed here.' },
      sort: '-acceptedAt',
      at: { path, query, nextCursor },
    }),
  });
}
