import * as api from '../../api';
import { notificationChanges } from '../../api/notifications/schema';
import {
  needsSomebody,
  NOTICE_KIND_NAMES,
  NOTICE_KINDS,
  type NoticeKind,
} from '../../domain/notifications/kinds';
import { type Control, form, select } from '../kit/codec';
import type { Choice } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { saveEdit } from '../kit/editing/edits';
import { editedBy, formPage, type FormView } from '../kit/resource';
import { zonesWith } from '../profile/zones';

const PAGE = { path: '/notifications', title: 'Notifications' };

const PACES: readonly Choice[] = [
  { value: 'at_once', label: 'At once' },
  { value: 'daily', label: 'Once a day, at 8 in the morning' },
  { value: 'never', label: 'Never' },
];

/** What holds of every kind that somebody has to hear of. */
const SOMEBODY = 'Where everybody who would be told chose Never, all of you are told at once all the same.';

/** One choice for each kind, in the reader's language. */
const choicesOfKinds = () =>
  Object.fromEntries(
    NOTICE_KIND_NAMES.map((kind) => {
      const { label, help } = NOTICE_KINDS[kind];
      const whole = sentences(t(help), needsSomebody(kind) ? t(SOMEBODY) : '');
      return [`kinds.${kind}`, select(label, { help: whole, options: PACES, wide: true })];
    }),
  ) as Record<`kinds.${NoticeKind}`, Control>;

function settings(known: string) {
  return form(notificationChanges, {
    ...choicesOfKinds(),
    timeZone: select('Time zone', {
      help: 'Whose 8 in the morning it is, and by which times are shown.',
      options: zonesWith(known),
      wide: true,
    }),
  });
}

/** Which notices the visitor gets, and when. */
export function notificationsPage(pages: Pages): void {
  formPage(pages, {
    path: PAGE.path,
    back: { path: '/profile', title: 'Profile' },
    view,
    save: async (context) => {
      const edited = async () => editedBy(await view(context));
      await saveEdit(context, api.putMeNotifications, edited, () => settings('UTC').body(context.form));
      context.done(PAGE.path, 'The changes were saved.');
    },
  });
}

async function view(context: PageContext): Promise<FormView> {
  const { known, etag } = await context.open(api.getMeNotifications);
  return {
    title: PAGE.title,
    intro:
      'How you hear of what happens to invitations of your accounts. Of more than five notices of one kind in an ' +
      'hour the rest comes in one e-mail. E-mails about your password and memberships always come at once.',
    form: settings(known.timeZone),
    known,
    etag,
    button: 'Save',
  };
}
