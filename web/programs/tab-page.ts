import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import type { Program } from '../../api/programs/schema';
import type { Form } from '../kit/codec';
import { editing, saveEdit } from '../kit/editing/edits';
import { formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';
import { arrangedBy, builderData } from './builder';
import { dryRunData, type Verdict } from './dry-run';
import { logoData } from './logo';
import { contrastNote, type ProgramTab, programTabs } from './tabs';

/** What is asked and known on a tab. */
async function openTab(context: PageContext, tab: ProgramTab) {
  const [{ known: program, etag }, roles] = await Promise.all([
    context.open(api.getProgramsByKey),
    context.may(api.getRoles) ? context.callAll(api.getRoles) : [],
  ]);
  const known = { program, roles, rank: context.caller.rank };
  const settings = tab.form(known);
  return {
    program,
    settings,
    builder: tab.builder?.(known),
    edited: { form: settings, known: program, etag },
  };
}

interface Shown {
  readonly problem?: Problem;
  readonly verdict?: Verdict;
  /** Why the rules could not be tried. */
  readonly refused?: Problem;
  /** Why the logo was not taken. */
  readonly logo?: Problem;
}

/** Shows a tab as it is saved, after a problem or a button that saves nothing as it was typed. */
export async function showTab(context: PageContext, tab: ProgramTab, shown: Shown = {}): Promise<void> {
  const { problem } = shown;
  const { program, builder, edited } = await openTab(context, tab);
  const path = `/programs/${program.key}`;
  const arranged = builder && arrangedBy(builder, context.form);
  const isTyped = problem !== undefined || arranged !== undefined;
  const edit = editing(context, edited, problem, isTyped);
  const head = headOf(program, tab);
  if (builder !== undefined) {
    const action = `${path}/${tab.key}`;
    const data = builderData(context, builder, { ...edit, action, arranged });
    const dryRun = tab.key === 'rules' ? dryRunData(context, path, shown) : undefined;
    context.show('builder', { ...head, ...data, ...edit.told, dryRun }, problem?.status);
    return;
  }
  const data = {
    ...head,
    action: `${path}/${tab.key}`,
    saves: context.may(api.putProgramsByKey),
    ...formData(edit.groups, edit.values, edit.problem),
    ...edit.told,
    ...(tab.key === 'apply' && { publicHref: publicHref(context, program) }),
    ...(tab.key === 'brand' && {
      previewAction: `${path}/brand/preview`,
      previewHref: `${path}/brand/preview`,
      ...logoData(context, program, shown.logo),
    }),
  };
  context.show('program', data, (problem ?? shown.logo)?.status);
}

function headOf(program: Program, tab: ProgramTab) {
  const note = contrastNote(program.brand.color);
  return {
    title: `${program.name} - ${t(tab.label)}`,
    name: program.name,
    tabs: programTabs(program.key, tab.key),
    takesHold: tab.takesHold,
    heading: tab.heading,
    intro: tab.comesTo?.(program) ?? tab.intro,
    notes: [
      ...program.notes.filter(({ pointer }) => tab.explains?.includes(pointer.split('/')[1] ?? '')),
      ...(note === undefined || tab.key !== 'brand' ? [] : [{ detail: note }]),
    ],
  };
}

/** Where people apply, while they may. */
function publicHref({ deps }: PageContext, { takesApplications, applySlug }: Program): string | undefined {
  return takesApplications && applySlug !== null
    ? `${deps.settings.publicUrl}/apply/${applySlug}`
    : undefined;
}

/** Saves a tab, unless the form asks for rows to be arranged. */
export async function saveTab(context: PageContext, tab: ProgramTab): Promise<void> {
  const { settings, builder } = await openTab(context, tab);
  if (builder !== undefined && arrangedBy(builder, context.form) !== undefined) {
    await showTab(context, tab);
    return;
  }
  const edited = async () => (await openTab(context, tab)).edited;
  await saveEdit(context, api.putProgramsByKey, edited, () => bodyOf(settings, context));
  const key = encodeURIComponent(context.param('key'));
  context.done(`/programs/${key}?tab=${tab.key}`, 'The settings were saved.');
}

const bodyOf = (settings: Form, { form }: PageContext) => settings.body(settings.tidy(form));
