import type { Program as ProgramDoc } from '../../domain/programs/program';
import { SHIPPED_LOCALES } from '../../templates/locales';
import type { RenderedEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { fixedWording } from '../../api/programs/fixed-wording';
import { Problem } from '../../api/http/problem';
import { callApi, mayCall, read } from '../kit/api-call';
import { sendEmailPreview } from './email-preview';
import { attempt, withProblem } from '../kit/form-page';
import type { FieldGroup } from '../kit/forms';
import type { Pages } from '../kit/router';
import { NO_EXTRAS, programKeyOf, programTabs } from './program-tabs';
import { goTo, sendScreen } from '../kit/respond';
import { href } from '../kit/tables';
import { queryOf, textOf, type FormBody, type PageContext } from '../kit/page-context';

const SAVE = 'put /v1/programs/{key}';
const PREVIEW = 'post /v1/programs/{key}/templates/preview';
const TEST_SEND = 'post /v1/programs/{key}/templates/test-send';

/** The program's own texts of each e-mail, by language, with a preview. */
export function templatePages(pages: Pages): void {
  pages.post('/programs/:key/templates', (context) =>
    attempt(
      () => save(context),
      (problem) => showTemplates(context, problem),
    ),
  );
  pages.get('/programs/:key/templates/preview', preview);
  pages.post('/programs/:key/templates/preview', preview);
  pages.post('/programs/:key/templates/test-send', testSend);
}

function wantedOf(context: PageContext) {
  const from = (name: string) => queryOf(context, name) ?? textOf(context.form, name);
  const template = EMAIL_TEMPLATES.find((name) => name === from('template')) ?? 'invitation';
  return { template, locale: from('locale') || 'en' };
}

const GROUPS: readonly FieldGroup[] = [
  {
    fields: [
      { name: 'subject', label: 'Subject', wide: true, help: 'Empty: the shipped text, here and below.' },
      { name: 'html', label: 'HTML', kind: 'textarea', rows: 10 },
      {
        name: 'text',
        label: 'Text',
        kind: 'textarea',
        rows: 8,
        help: 'Variables such as {{partnerName}}, {{contactFirstName}}, {{inviterName}}, {{message}}, {{link}}, {{expiresOn}}.',
      },
    ],
  },
];

/** Shows one e-mail in one language; after a problem with what was typed. */
export async function showTemplates(context: PageContext, problem?: Problem): Promise<void> {
  const key = programKeyOf(context);
  const program = await read<ProgramDoc>(context, 'get /v1/programs/{key}', { params: { key } });
  const { template, locale } = wantedOf(context);
  const saved = program.templates[template]?.[locale] ?? {};
  const known = { subject: saved.subject ?? '', html: saved.html ?? '', text: saved.text ?? '' };
  const fixed = fixedWording(template);
  const path = `/programs/${key}`;
  const own = Object.keys(program.templates[template] ?? {});
  const locales = [...new Set([...SHIPPED_LOCALES, ...own, locale])];
  const form = withProblem(
    GROUPS,
    problem === undefined ? known : context.form,
    relative(problem, template, locale),
  );
  sendScreen(
    context,
    'program',
    {
      ...NO_EXTRAS,
      title: `${program.name} - E-mails`,
      name: program.name,
      tabs: programTabs(key, 'templates'),
      selfHref: path,
      heading: `${template} (${locale})`,
      intro: fixed ?? 'Texts of your own for this e-mail. They are checked when they are saved.',
      saves: fixed === undefined && mayCall(context, SAVE),
      ...form,
      choices: EMAIL_TEMPLATES.map((name) => ({ value: name, label: name, selected: name === template })),
      locales: locales.map((name) => ({ value: name, label: name, selected: name === locale })),
      action: href(`${path}/templates`, { template, locale }),
      previewAction: href(`${path}/templates/preview`, { template, locale }),
      previewHref: href(`${path}/templates/preview`, { template, locale }),
      testSendAction: mayCall(context, TEST_SEND)
        ? href(`${path}/templates/test-send`, { template, locale })
        : undefined,
    },
    problem?.status ?? 200,
  );
}

/** Errors of this one e-mail point at its fields. */
function relative(problem: Problem | undefined, template: string, locale: string): Problem | undefined {
  if (problem === undefined) return undefined;
  const prefix = `/templates/${template}/${locale}`;
  const errors = (problem.options.errors ?? []).map(({ pointer, detail }) => ({
    pointer: pointer.startsWith(prefix) ? pointer.slice(prefix.length) : pointer,
    detail,
  }));
  return new Problem(problem.code, { ...problem.options, errors });
}

function textsOfForm(form: FormBody): Record<string, string> {
  const texts = ['subject', 'html', 'text'].map((name) => [name, textOf(form, name)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text.trim() !== ''));
}

/** The API replaces all templates at once, so the others go along as they are. */
async function save(context: PageContext): Promise<void> {
  const key = programKeyOf(context);
  const { template, locale } = wantedOf(context);
  const { templates } = await read<ProgramDoc>(context, 'get /v1/programs/{key}', { params: { key } });
  const texts = textsOfForm(context.form);
  const others = Object.entries(templates[template] ?? {}).filter(([tag]) => tag !== locale);
  const mine = Object.keys(texts).length === 0 ? others : [...others, [locale, texts] as const];
  const body = { templates: { ...templates, [template]: Object.fromEntries<unknown>(mine) } };
  await callApi(context, SAVE, { params: { key }, body });
  goTo(context, href(`/programs/${key}`, { tab: 'templates', template, locale }), {
    kind: 'good',
    text: 'The e-mail was saved.',
  });
}

async function preview(context: PageContext): Promise<void> {
  const body = { ...wantedOf(context), ...textsOfForm(context.form) };
  const params = { key: programKeyOf(context) };
  sendEmailPreview(context.response, await read<RenderedEmail>(context, PREVIEW, { params, body }));
}

async function testSend(context: PageContext): Promise<void> {
  const { template, locale } = wantedOf(context);
  const key = programKeyOf(context);
  await callApi(context, TEST_SEND, { params: { key }, body: { template, locale }, key: context.key });
  goTo(context, href(`/programs/${key}`, { tab: 'templates', template, locale }), {
    kind: 'good',
    text: 'The e-mail as it is saved is on its way to you.',
  });
}
