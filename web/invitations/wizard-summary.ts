import * as api from '../../api';
import type { Program } from '../../api/programs/schema';
import { shippedLocale } from '../../templates/locales';
import { languageName } from '../../templates/pages';
import { durationMs, EXPIRY_BOUNDS_MS, offsetMs } from '../../workflows/contract';
import { type FormBody, textOf } from '../kit/form-body';
import { contactName, date, durationOf, listOf, remindersOf, roleName } from '../kit/format';
import { CUSTOM, customInput } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { details } from '../kit/tables';
import { candidatesOf, CHOICE } from './partner-choice';

/** What Send would do with what was typed so far and the defaults of the program. */
export async function summaryOf(context: PageContext, program: Program) {
  const typed = (name: string) => context.text(name).trim();
  const [shared, addTo] = await Promise.all([sharedNames(context), addToName(context)]);
  const times = timesOf(context.form, program);
  return details([
    ['To', typed('contactEmail') || 'Nobody yet'],
    [
      'Contact',
      contactName({ contactFirstName: typed('contactFirstName'), contactLastName: typed('contactLastName') }),
    ],
    ['Partner', typed('partnerName') || 'No name yet'],
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
    ? 'They become active by themselves'
    : `${requiredApprovals} ${requiredApprovals === 1 ? 'approval is' : 'approvals are'} needed`;
  return approvalRules.length === 0 ? `${usual}.` : `${usual}, unless a rule decides.`;
}

async function sharedNames(context: PageContext): Promise<string> {
  const ticked = new Set(context.texts('folderIds'));
  const id = context.text('workspaceId');
  if (ticked.size === 0 || id === '' || !context.may(api.getWorkspaces)) return 'None';
  const folders = await context.callAll(api.getWorkspacesByIdFolders, { params: { id } });
  return (
    folders
      .filter((folder) => ticked.has(folder.id))
      .map(({ name }) => name)
      .join(', ') || 'None'
  );
}

async function addToName(context: PageContext): Promise<string | undefined> {
  const wanted = context.text(CHOICE);
  if (wanted === '') return undefined;
  return (await candidatesOf(context)).find(({ id }) => id === wanted)?.partnerName;
}

const UNCLEAR = 'Not understood yet';

/** The days on which an invitation that is sent now ends, and reminds before that. */
function timesOf(form: FormBody, program: Program) {
  const lifeMs = durationMs(durationOf(answerTo(form, 'expiresIn') || program.expiresIn));
  if (lifeMs === undefined || lifeMs > EXPIRY_BOUNDS_MS.max) return { until: UNCLEAR, reminders: UNCLEAR };
  const now = Date.now();
  const dayAt = (ms: number) => date(new Date(now + ms).toISOString());
  const answer = answerTo(form, 'reminders');
  const offsets = answer === '' ? program.reminders : remindersOf(answer);
  if (/^none$/i.test(answer) || offsets.length === 0) return { until: dayAt(lifeMs), reminders: 'None' };
  const all = offsets.map((offset) => offsetMs(offset));
  if (all.some((ms) => ms === undefined)) return { until: dayAt(lifeMs), reminders: UNCLEAR };
  const due = all
    .map((ms = 0) => (ms < 0 ? lifeMs + ms : ms))
    .filter((ms) => ms > 0 && ms < lifeMs)
    .sort((a, b) => a - b);
  return {
    until: dayAt(lifeMs),
    reminders: [...new Set(due.map(dayAt))].join(', ') || 'None before the end',
  };
}

/** A choice, or what was typed beside it. */
function answerTo(form: FormBody, name: string): string {
  const chosen = textOf(form, name).trim();
  return chosen === CUSTOM ? listOf(textOf(form, customInput(name))).join(', ') : chosen;
}
