import * as api from '../../api';
import type { Program } from '../../api/programs/schema';
import { ownSource } from '../../templates/email-sources';
import { SHIPPED_LOCALES, shippedLocale } from '../../templates/locales';
import { languageName } from '../../templates/pages';
import { EMAIL_TEMPLATES, type EmailTemplate } from '../../workflows/contract';
import { fixedWording } from '../../domain/programs/fixed-wording';
import { Problem } from '../../api/http/problem';
import { type Edited, editing, saveEdit } from '../kit/editing/edits';
import { type FormBody, textOf } from '../kit/form-body';
import { capital } from '../kit/format';
import { type FieldGroup, formData } from '../kit/forms';
import { answersFrame, sendEmailPreview } from '../kit/frames';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { href } from '../kit/tables';
import { AT_ONCE, programTabs, readProgram } from './tabs';
import { variablesOf } from './variables';

/** The program's own texts of each e-mail, by language, with a preview. */
export function templatePages(pages: Pages): void {
  pages.post('/programs/:key/templates', save, showTemplates);
  pages.get('/programs/:key/templates/preview', preview);
  pages.post('/programs/:key/templates/preview', preview);
  pages.post('/programs/:key/templates/test-send', testSend);
}

/** One e-mail in one language. */
interface Wanted {
  readonly template: EmailTemplate;
  readonly locale: string;
}

function wantedOf(context: PageContext): Wanted {
  const from = (name: string) => context.query(name) ?? context.text(name);
  const template = EMAIL_TEMPLATES.find((name) => name === from('template')) ?? 'invitation';
  return { template, locale: from('locale') || 'en' };
}

const PARTS = ['subject', 'preheader', 'html', 'text'] as const;

const GROUPS: readonly FieldGroup[] = [
  {
    bare: true,
    fields: [
      { name: 'subject', label: 'Subject', wide: true },
      {
        name: 'preheader',
        label: 'Preheader',
        wide: true,
        help: 'What inboxes show beside the subject, before the e-mail is opened.',
      },
      { name: 'html', label: 'HTML', kind: 'textarea', rows: 16 },
      { name: 'text', label: 'Plain text', kind: 'textarea', rows: 12 },
    ],
  },
];

const LOOKS = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
  { value: 'text', label: 'Plain text' },
];

const shippedOf = ({ template, locale }: Wanted) => ownSource(template, shippedLocale(locale));

/** One e-mail in one language as the program has it, to be edited. */
async function openEmail(context: PageContext, wanted: Wanted): Promise<Edited<Program>> {
  const values = ({ templates }: Program) => ({
    ...shippedOf(wanted),
    ...templates[wanted.template]?.[wanted.locale],
  });
  return {
    form: { groups: () => GROUPS, values },
    ...(await context.open(api.getProgramsByKey)),
  };
}

/** Shows one e-mail in one language; after a problem with what was typed. */
export async function showTemplates(context: PageContext, problem?: Problem): Promise<void> {
  const wanted = wantedOf(context);
  const { template, locale } = wanted;
  const edited = await openEmail(context, wanted);
  const program = edited.known;
  const edit = editing(context, edited, relative(problem, template, locale));
  const saved = program.templates[template]?.[locale];
  const fixed = fixedWording(template);
  const path = `/programs/${program.key}`;
  const at = (page: string) => href(`${path}/templates${page}`, { template, locale });
  const saves = fixed === undefined && context.may(api.putProgramsByKey);
  const { brand } = program;
  const data = {
    title: `${program.name} - ${t('E-mails')}`,
    name: program.name,
    tabs: programTabs(program.key, 'templates'),
    takesHold: AT_ONCE,
    selfHref: path,
    heading: `${t(nameOf(template))}, ${languageOf(locale)}`,
    intro: fixed,
    saves,
    ...formData(fixed === undefined ? edit.groups : [], edit.values, edit.problem),
    ...edit.told,
    isUnsaved: problem !== undefined,
    state: saved === undefined ? t('Shipped text') : t('Your own text'),
    mayGoBack: saves && saved !== undefined,
    variables: saves ? variablesOf(shippedOf(wanted)) : undefined,
    sender: brand.senderName ?? context.me.account.name,
    brandHref: `${path}?tab=brand`,
    looks: LOOKS.map((look, index) => ({
      ...look,
      label: t(look.label),
      selected: index === 0,
    })),
    ...pickers(program, wanted),
    action: at(''),
    previewAction: at('/preview'),
    previewHref: at('/preview'),
    testSendAction: context.may(api.postProgramsByKeyTemplatesTestSend) ? at('/test-send') : undefined,
  };
  context.show('email', data, problem?.status);
}

const nameOf = (template: EmailTemplate): string => capital(template.replaceAll('-', ' '));

function languageOf(locale: string): string {
  return SHIPPED_LOCALES.includes(locale) ? languageName(shippedLocale(locale)) : locale;
}

/** The e-mails and languages to choose from; those with texts of their own say so. */
function pickers({ templates }: Program, { template, locale }: Wanted) {
  const isOwn = (name: string, tag: string) => templates[name]?.[tag] !== undefined;
  const marked = (label: string, own: boolean) =>
    own ? t('{{label}} (own text)', { label: t(label) }) : t(label);
  const locales = [...new Set([...SHIPPED_LOCALES, ...Object.keys(templates[template] ?? {}), locale])];
  return {
    choices: EMAIL_TEMPLATES.map((name) => ({
      value: name,
      label: marked(nameOf(name), isOwn(name, locale)),
      selected: name === template,
    })),
    locales: locales.map((tag) => ({
      value: tag,
      label: marked(languageOf(tag), isOwn(template, tag)),
      selected: tag === locale,
    })),
  };
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

/** What was typed; a part that was emptied is the shipped one. */
function typedTexts(form: FormBody, wanted: Wanted): Record<string, string> {
  const shipped = shippedOf(wanted);
  const texts = PARTS.map((name) => [name, textOf(form, name)] as const);
  return Object.fromEntries(texts.map(([name, text]) => [name, text.trim() === '' ? shipped[name] : text]));
}

/** The parts that say something else than the shipped ones: only those are kept, so that the others stay up to date. */
function ownTexts(form: FormBody, wanted: Wanted): Record<string, string> {
  const shipped = shippedOf(wanted);
  const plain = (text: string) => text.trim();
  const texts = Object.entries(typedTexts(form, wanted));
  return Object.fromEntries(
    texts.filter(([name, text]) =>
      PARTS.some((part) => part === name && plain(text) !== plain(shipped[part])),
    ),
  );
}

/** The API replaces all templates at once, so the others go along as they are. */
async function save(context: PageContext): Promise<void> {
  const key = context.param('key');
  const wanted = wantedOf(context);
  const { template, locale } = wanted;
  const texts = context.text('go') === 'shipped' ? {} : ownTexts(context.form, wanted);
  const isShipped = Object.keys(texts).length === 0;
  const bodyOf = ({ templates }: Program) => {
    const others = Object.entries(templates[template] ?? {}).filter(([tag]) => tag !== locale);
    const mine = isShipped ? others : [...others, [locale, texts] as const];
    return { templates: { ...templates, [template]: Object.fromEntries<unknown>(mine) } };
  };
  await saveEdit(context, api.putProgramsByKey, () => openEmail(context, wanted), bodyOf);
  const said = isShipped ? 'The e-mail has the shipped text.' : 'The e-mail was saved.';
  context.done(href(`/programs/${key}`, { tab: 'templates', template, locale }), said);
}

/** The e-mail with what is typed, or as it is saved. */
async function preview(context: PageContext): Promise<void> {
  const { request, response, form, me } = context;
  answersFrame(response);
  const wanted = wantedOf(context);
  const { brand } = await readProgram(context);
  const isTyped = request.method === 'POST' && fixedWording(wanted.template) === undefined;
  const body = { ...wanted, ...(isTyped && typedTexts(form, wanted)) };
  const email = await context.call(api.postProgramsByKeyTemplatesPreview, { body });
  const look = textOf(form, 'look') === 'text' ? 'text' : 'html';
  sendEmailPreview(response, email, { look, from: brand.senderName ?? me.account.name });
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
