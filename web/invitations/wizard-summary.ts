import * as api from '../../api';
import type { Program } from '../../api/programs/schema';
import { markedName } from '../../templates/marks';
import { shippedLocale } from '../../templates/locales';
import { languageName } from '../../templates/pages';
import { type FormBody, textOf } from '../kit/form-body';
import { contactName, durationOf, inList, listOf, remindersOf, roleName } from '../kit/format';
import { CUSTOM, customInput } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { counted, sentences, t } from '../kit/reader';
import { details } from '../kit/tables';
import { daysOf } from './days';
import { candidatesOf, CHOICE } from './partner-choice';

/** What Send would do with what was typed so far and the defaults of the program. */
export async function summaryOf(context: PageContext, program: Program) {
  const typed = (name: string) => context.text(name).trim();
  const [shared, addTo] = await Promise.all([sharedNames(context), addToName(context)]);
  const times = timesOf(context.form, program);
  return details([
    ['To', typed('contactEmail') || t('Nobody yet')],
    [
      'Contact',
      contactName({ contactFirstName: typed('contactFirstName'), contactLastName: typed('contactLastName') }),
    ],
    ['Partner', typed('partnerName') || t('No name yet')],
    ['Added to', addTo],
    ['Program', program.name],
    ['Shared folders', shared],
    ['Role', addTo === undefined ? roleName(typed('roleKey') || program.defaultRoleKey) : undefined],
    ['Language', languageName(shippedLocale(typed('locale')))],
    ['Works until', times.until],
    ['Reminders', times.reminders],
    ['Once they applied', afterwards(program)],
  ]);
}

function afterwards({ autoOnboarding, requiredApprovals, approvalRules }: Program): string {
  const usual = autoOnboarding
    ? t('They become active by themselves.')
    : counted(requiredApprovals, '{{count}} approval is needed.', '{{count}} approvals are needed.');
  return sentences(usual, approvalRules.length === 0 ? '' : t('A rule of the program may decide before.'));
}

async function sharedNames(context: PageContext): Promise<string> {
  const ticked = new Set(context.texts('folderIds'));
  const id = context.text('workspaceId');
  if (ticked.size === 0 || id === '' || !context.may(api.getWorkspaces)) return t('None');
  const folders = await context.callAll(api.getWorkspacesByIdFolders, { params: { id } });
  const shared = folders.filter((folder) => ticked.has(folder.id)).map(({ name }) => markedName(name));
  return shared.length === 0 ? t('None') : inList(shared);
}

async function addToName(context: PageContext): Promise<string | undefined> {
  const wanted = context.text(CHOICE);
  if (wanted === '') return undefined;
  return (await candidatesOf(context)).find(({ id }) => id === wanted)?.partnerName;
}

function timesOf(form: FormBody, program: Program) {
  const expiresIn = durationOf(answerTo(form, 'expiresIn') || program.expiresIn);
  const answer = answerTo(form, 'reminders');
  const reminders = answer === '' ? program.reminders : /^none$/i.test(answer) ? [] : remindersOf(answer);
  return daysOf(expiresIn, reminders);
}

/** A choice, or what was typed beside it. */
function answerTo(form: FormBody, name: string): string {
  const chosen = textOf(form, name).trim();
  return chosen === CUSTOM ? listOf(textOf(form, customInput(name))).join(', ') : chosen;
}
