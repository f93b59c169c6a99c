import * as api from '../../api';
import type { ImportView } from '../../api/imports/schema';
import { FIELDS, PASSED_OVER } from '../../domain/imports/columns';
import { newFormKey } from '../kit/form-body';
import type { Choice } from '../kit/forms';
import { memberLabel } from '../invitations/fields';
import { guessColumns } from './guess';
import type { PageContext } from '../kit/page-context';
import { counted, sentences, t } from '../kit/reader';

/** What somebody should know who looks at the rows of a file. */
export function warningAbout({ dryRun, encoding, blank }: ImportView): string | undefined {
  const isGuess = dryRun && encoding === 'windows-1252';
  const guessed = isGuess
    ? t(
        'The file was read as Western European (Windows-1252). If names look wrong, choose it again with another encoding.',
      )
    : '';
  const passedOver =
    blank === 0
      ? ''
      : counted(
          blank,
          '{{count}} row without any content was passed over.',
          '{{count}} rows without any content were passed over.',
        );
  return sentences(guessed, passedOver) || undefined;
}

/** How the rows of a check are invited; `undefined` where there is none to invite. */
export function inviteForm(context: PageContext, { id, dryRun, created }: ImportView) {
  if (!dryRun || created === 0 || !context.may(api.postInvitationImportsByIdRepeat)) return undefined;
  const label = counted(created, 'Invite {{count}} valid row', 'Invite {{count}} valid rows');
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
  const fills = columns.map((column) => plain(column.fills));
  const isNeeded = ['partnerName', 'contactEmail'].some((name) => !fills.includes(plain(name)));
  const guessed = isNeeded
    ? guessColumns(
        columns.map(({ name }) => name),
        ownLabels(choices),
      )
    : [];
  const filled = columns.map((column, index) => plain(typed[index] ?? guessed[index] ?? column.fills));
  return {
    action: `/imports/${id}/columns`,
    key: newFormKey(),
    isNeeded,
    open: typed.length > 0 || isNeeded,
    list: columns.map(({ name, fills }, index) => {
      const chosen = filled[index];
      const known = choices.some(({ value }) => plain(value) === plain(fills));
      const options = known ? choices : [...choices, { value: fills, label: fills }];
      return {
        name: name === '' ? t('Column {{number}}', { number: index + 1 }) : name,
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

/** Questions of programs by what a column fills that answers them. */
const ownLabels = (choices: readonly Choice[]): ReadonlyMap<string, string> =>
  new Map(choices.filter(({ own }) => own).map(({ value, label }) => [value, label]));

/** Names count as {@link columnsOf} reads them. */
const plain = (name: string): string =>
  name === PASSED_OVER ? name : name.toLowerCase().replace(/[\s_-]/g, '');

async function choicesFor(context: PageContext): Promise<Choice[]> {
  const programs = context.may(api.getPrograms) ? await context.callAll(api.getPrograms) : [];
  const custom = new Map(
    programs.flatMap(({ customFields }) => customFields).map(({ key, label }) => [key, label]),
  );
  return [
    { value: PASSED_OVER, label: t('Nothing, pass it over') },
    ...FIELDS.map((name) => ({ value: name, label: memberLabel(name) })),
    ...[...custom].map(([key, label]) => ({ value: `customFields.${key}`, label, own: true })),
    { value: 'share.workspaceId', label: t('Workspace (ID)') },
    { value: 'share.folderIds', label: t('Shared folders (IDs)') },
  ];
}
