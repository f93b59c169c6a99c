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
import { formPage } from '../kit/resource';

const PAGE = { path: '/notifications', title: 'Notifications' };

const PACES: readonly Choice[] = [
  { value: 'at_once', label: 'At once' },
  { value: 'daily', label: 'Once a day, at 8 in the morning' },
  { value: 'never', label: 'Never' },
];

/** What holds of every kind that somebody has to hear of. */
const SOMEBODY = 'Where everybody who would be told chose Never, all of you are told at once all the same.';

const kinds = Object.fromEntries(
  NOTICE_KIND_NAMES.map((kind) => {
    const { label, help } = NOTICE_KINDS[kind];
    const whole = needsSomebody(kind) ? `${help} ${SOMEBODY}` : help;
    return [`kinds.${kind}`, select(label, { help: whole, options: PACES, wide: true })];
  }),
) as Record<`kinds.${NoticeKind}`, Control>;

/** The names that this machine knows; UTC is not among them everywhere. */
const ZONES: readonly Choice[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
].map((name) => ({ value: name, label: name.replaceAll('_', ' ') }));

/** A zone may have been chosen under another of its names. */
function settings(known: string) {
  const isListed = ZONES.some(({ value }) => value === known);
  const options = isListed ? ZONES : [...ZONES, { value: known, label: known }];
  return form(notificationChanges, {
    ...kinds,
    timeZone: select('Time zone', { help: 'Whose 8 in the morning it is.', options, wide: true }),
  });
}

/** Which notices the visitor gets, and when. */
export function notificationsPage(pages: Pages): void {
  formPage(pages, {
    path: PAGE.path,
    back: { path: '/', title: 'Usher' },
    view,
    save: async (context) => {
      await context.call(api.putMeNotifications, { body: settings('UTC').body(context.form) });
      context.done(PAGE.path, 'The changes were saved.');
    },
  });
}

async function view(context: PageContext) {
  const known = await context.call(api.getMeNotifications);
  return {
    title: PAGE.title,
    intro:
      'How you hear of what happens to invitations of your accounts. Of more than five notices of one kind in an ' +
      'hour the rest comes in one e-mail. E-mails about your password and memberships always come at once.',
    form: settings(known.timeZone),
    known,
    button: 'Save',
  };
}
