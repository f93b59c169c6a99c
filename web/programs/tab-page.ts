import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import type { Program } from '../../api/programs/schema';
import type { Form } from '../kit/codec';
import { formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';
import { arrangedBy, builderData } from './builder';
import { dryRunData, type Verdict } from './dry-run';
import { contrastNote, type ProgramTab, programTabs, readProgram } from './tabs';

/** What is asked and known on a tab. */
async function openTab(context: PageContext, tab: ProgramTab) {
  const [program, roles] = await Promise.all([
    readProgram(context),
    context.may(api.getRoles) ? context.callAll(api.getRoles) : [],
  ]);
  const known = { program, roles, rank: context.caller.rank };
  return { program, settings: tab.form(known), builder: tab.builder?.(known) };
}

interface Shown {
  readonly problem?: Problem;
  readonly verdict?: Verdict;
  /** Why the rules could not be tried. */
  readonly refused?: Problem;
}

/** Shows a tab as it is saved, after a problem or a button that saves nothing as it was typed. */
export async function showTab(context: PageContext, tab: ProgramTab, shown: Shown = {}): Promise<void> {
  const { problem } = shown;
  const { program, settings, builder } = await openTab(context, tab);
  const path = `/programs/${program.key}`;
  const arranged = builder && arrangedBy(builder, context.form);
  const isTyped = problem !== undefined || arranged !== undefined;
  const values = isTyped ? settings.tidy(context.form) : settings.values(program);
  const head = headOf(program, tab);
  if (builder !== undefined) {
    const data = builderData(context, builder, { action: `${path}/${tab.key}`, values, arranged, problem });
    const dryRun = tab.key === 'rules' ? dryRunData(context, path, shown) : undefined;
    context.show('builder', { ...head, ...data, dryRun }, problem?.status);
    return;
  }
  const data = {
    ...head,
    action: `${path}/${tab.key}`,
    saves: context.may(api.putProgramsByKey),
    ...formData(settings.groups(values), values, problem),
    ...(tab.key === 'apply' && { publicHref: publicHref(context, program) }),
    ...(tab.key === 'brand' && {
      previewAction: `${path}/brand/preview`,
      previewHref: `${path}/brand/preview`,
    }),
  };
  context.show('program', data, problem?.status);
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
  await context.call(api.putProgramsByKey, { body: bodyOf(settings, context) });
  const key = encodeURIComponent(context.param('key'));
  context.done(`/programs/${key}?tab=${tab.key}`, 'The settings were saved.');
}

const bodyOf = (settings: Form, { form }: PageContext) => settings.body(settings.tidy(form));
