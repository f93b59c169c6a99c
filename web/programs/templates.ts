import * as api from '../../api';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { fixedWording } from '../../domain/programs/fixed-wording';
import { Problem } from '../../api/http/problem';
import { type FormBody, textOf } from '../kit/form-body';
import { type FieldGroup, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { href } from '../kit/tables';
import { sendEmailPreview } from './email-preview';
import { programTabs, readProgram } from './tabs';

/** The program's own texts of each e-mail, by language, with a preview. */
export function templatePages(pages: Pages): void {
  pages.post('/programs/:key/templates', save, showTemplates);
  pages.get('/programs/:key/templates/preview', preview);
  pages.post('/programs/:key/templates/preview', preview);
  pages.post('/programs/:key/templates/test-send', testSend);
}

function wantedOf(context: PageContext) {
  const from = (name: string) => context.query(name) ?? context.text(name);
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
  const program = await readProgram(context);
  const { template, locale } = wantedOf(context);
  const saved = program.templates[template] ?? {};
  const fixed = fixedWording(template);
  const path = `/programs/${program.key}`;
  const at = (page: string) => href(`${path}/templates${page}`, { template, locale });
  const locales = [...new Set([...SHIPPED_LOCALES, ...Object.keys(saved), locale])];
  const option = (chosen: string) => (value: string) => ({ value, label: value, selected: value === chosen });
  const data = {
    title: `${program.name} - E-mails`,
    name: program.name,
    tabs: programTabs(program.key, 'templates'),
    selfHref: path,
    heading: `${template} (${locale})`,
    intro: fixed ?? 'Texts of your own for this e-mail. They are checked when they are saved.',
    saves: fixed === undefined && context.may(api.putProgramsByKey),
    ...formData(
      GROUPS,
      problem === undefined ? { ...saved[locale] } : context.form,
      relative(problem, template, locale),
    ),
    choices: EMAIL_TEMPLATES.map(option(template)),
    locales: locales.map(option(locale)),
    action: at(''),
    previewAction: at('/preview'),
    previewHref: at('/preview'),
    testSendAction: context.may(api.postProgramsByKeyTemplatesTestSend) ? at('/test-send') : undefined,
  };
  context.show('program', data, problem?.status);
}

/** Errors of this one e-mail point at its fields. */
function relative(problem: Problem | undefined, template: string, locale: string): Problem | undefined {
  if (problem === undefined) return undefined;
  const prefix = `/templates/${template}/${locale}`;
  const errors = (problem.options.errors ?? []).map((error) => ({
    ...error,
    pointer: error.pointer.startsWith(prefix) ? error.pointer.slice(prefix.length) : error.pointer,
  }));
  return new Problem(problem.code, { ...problem.options, errors });
}

function textsOfForm(form: FormBody): Record<string, string> {
  const texts = ['subject', 'html', 'text'].map((name) => [name, textOf(form, name)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text.trim() !== ''));
}

/** The API replaces all templates at once, so the others go along as they are. */
async function save(context: PageContext): Promise<void> {
  const key = context.param('key');
  const { template, locale } = wantedOf(context);
  const { templates } = await readProgram(context);
  const texts = textsOfForm(context.form);
  const others = Object.entries(templates[template] ?? {}).filter(([tag]) => tag !== locale);
  const mine = Object.keys(texts).length === 0 ? others : [...others, [locale, texts] as const];
  const body = { templates: { ...templates, [template]: Object.fromEntries<unknown>(mine) } };
  await context.call(api.putProgramsByKey, { body });
  context.done(href(`/programs/${key}`, { tab: 'templates', template, locale }), 'The e-mail was saved.');
}

async function preview(context: PageContext): Promise<void> {
  const body = { ...wantedOf(context), ...textsOfForm(context.form) };
  sendEmailPreview(context.response, await context.call(api.postProgramsByKeyTemplatesPreview, { body }));
}

async function testSend(context: PageContext): Promise<void> {
  const { template, locale } = wantedOf(context);
  const key = context.param('key');
  await context.submit(api.postProgramsByKeyTemplatesTestSend, { template, locale });
  context.done(
    href(`/programs/${key}`, { tab: 'templates', template, locale }),
    'The e-mail as it is saved is on its way to you.',
  );
}
