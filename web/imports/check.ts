import * as api from '../../api';
import type { ImportView } from '../../api/imports/schema';
import { FIELDS, PASSED_OVER } from '../../domain/imports/columns';
import { newFormKey } from '../kit/form-body';
import type { Choice } from '../kit/forms';
import type { PageContext } from '../kit/page-context';

/** What somebody should know who looks at the rows of a file. */
export function warningAbout({ dryRun, encoding, blank }: ImportView): string | undefined {
  const isGuess = dryRun && encoding === 'windows-1252';
  const sentences = [
    isGuess &&
      'The file was read as Western European (Windows-1252). If names look wrong, choose it again with another encoding.',
    blank > 0 &&
      `${blank} ${blank === 1 ? 'row' : 'rows'} without any content ${blank === 1 ? 'was' : 'were'} passed over.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** How the rows of a check are invited; `undefined` where there is none to invite. */
export function inviteForm(context: PageContext, { id, dryRun, created }: ImportView) {
  if (!dryRun || created === 0 || !context.may(api.postInvitationImportsByIdRepeat)) return undefined;
  const label = created === 1 ? 'Invite 1 valid row' : `Invite ${created} valid rows`;
  return { action: `/imports/${id}/invite`, key: newFormKey(), label };
}

/** What each column of a checked file fills, to be chosen by hand. */
export async function columnsForm(context: PageContext, { id, dryRun, source, columns }: ImportView) {
  if (!dryRun || source !== 'csv' || !context.may(api.postInvitationImportsByIdRepeat)) return undefined;
  const [{ items: samples }, choices] = await Promise.all([
    context.call(api.getInvitationImportsByIdRows, { query: { limit: '3' } }),
    choicesFor(context),
  ]);
  const typed = context.texts('columns');
  const filled = columns.map(({ fills }, index) => plain(typed[index] ?? fills));
  return {
    action: `/imports/${id}/columns`,
    key: newFormKey(),
    open: typed.length > 0 || ['partnerName', 'contactEmail'].some((name) => !filled.includes(plain(name))),
    list: columns.map(({ name, fills }, index) => {
      const chosen = filled[index];
      const known = choices.some(({ value }) => plain(value) === plain(fills));
      const options = known ? choices : [...choices, { value: fills, label: fills }];
      return {
        name: name === '' ? `Column ${index + 1}` : name,
        sample: samples
          .map(({ cells }) => cells[index]?.trim() ?? '')
          .filter((cell) => cell !== '')
          .map((cell) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell))
          .join(' · '),
        options: options.map((option) => ({ ...option, selected: plain(option.value) === chosen })),
      };
    }),
  };
}

/** Names count as {@link columnsOf} reads them. */
const plain = (name: string): string =>
  name === PASSED_OVER ? name : name.toLowerCase().replace(/[\s_-]/g, '');

const LABELS: Readonly<Record<string, string>> = {
  partnerName: 'Partner Name',
  contactFirstName: 'Contact First Name',
  contactLastName: 'Contact Last Name',
  contactEmail: 'Contact Email',
  phoneNumber: 'Phone Number',
  country: 'Country',
  industry: 'Customer Industry',
  message: 'Message',
  program: 'Program',
  roleKey: 'Role',
  initialModule: 'Initial module',
  locale: 'Language',
  expiresIn: 'Expires after',
  reminders: 'Reminders',
};

async function choicesFor(context: PageContext): Promise<Choice[]> {
  const programs = context.may(api.getPrograms) ? await context.callAll(api.getPrograms) : [];
  const custom = new Map(
    programs.flatMap(({ customFields }) => customFields).map(({ key, label }) => [key, label]),
  );
  return [
    { value: PASSED_OVER, label: 'Nothing' },
    ...FIELDS.map((name) => ({ value: name, label: LABELS[name] ?? name })),
    ...[...custom].map(([key, label]) => ({ value: `customFields.${key}`, label })),
    { value: 'share.workspaceId', label: 'Workspace (ID)' },
    { value: 'share.folderIds', label: 'Shared folders (IDs)' },
  ];
}
