import * as api from '../../api';
import { profileChanges } from '../../api/sessions/schema';
import { setCookie, YEAR_SECONDS } from '../../api/http/cookies';
import type { Problem } from '../../api/http/problem';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { languageName } from '../../templates/pages';
import type { ItemOf } from '../kit/api-call';
import { form, select, text } from '../kit/codec';
import { type FieldGroup, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { guessedZone, LOCALE_COOKIE, readBy, t, THEME_COOKIE } from '../kit/reader';
import { type Column, tableData, timeCell } from '../kit/tables';
import { zonesWith } from './zones';

const PATH = '/profile';

/** The visitor's own name, language, zone, theme, password and sessions. */
export function profilePages(pages: Pages): void {
  pages.get(PATH, (context) => showProfile(context));
  pages.post(PATH, saveProfile, showProfile);
  pages.post(`${PATH}/password`, changePassword, showProfile);
  pages.post(`${PATH}/sign-out-elsewhere`, async (context) => {
    await context.answerOf(api.deleteMeSessions);
    context.done(PATH, 'You are signed out everywhere else.');
  });
}

const LANGUAGES = SHIPPED_LOCALES.map((value) => ({ value, label: languageName(value), own: true }));

/** The zone is guessed until somebody says that it is right. */
function profileForm({ me, request }: PageContext) {
  const { timeZone } = me.preferences;
  const guess = timeZone === null ? guessedZone(request) : undefined;
  return form(profileChanges, {
    firstName: text('First name', { autocomplete: 'given-name' }),
    lastName: text('Last name', { autocomplete: 'family-name' }),
    locale: select('Language', { blank: 'As the browser asks', options: LANGUAGES }),
    timeZone: select('Time zone', {
      mayMiss: true,
      blank: 'UTC, until you choose',
      help:
        guess === undefined
          ? 'In which times are shown, and in which the daily digest leaves.'
          : t('Your browser is in {{zone}}. Save it if that is right.', { zone: guess }),
      options: zonesWith(timeZone ?? guess),
    }),
    theme: select('Theme', { labels: { system: 'As the device is set', light: 'Light', dark: 'Dark' } }),
  });
}

const PASSWORDS: FieldGroup = {
  fields: [
    {
      ...{ name: 'currentPassword', label: 'Current password', inputType: 'password', required: true },
      autocomplete: 'current-password',
    },
    {
      ...{ name: 'newPassword', label: 'New password', inputType: 'password', required: true },
      ...{ autocomplete: 'new-password', help: 'At least 10 characters.' },
    },
  ],
};

async function showProfile(context: PageContext, problem?: Problem): Promise<void> {
  const { user, preferences } = context.me;
  const own = profileForm(context);
  const timeZone = preferences.timeZone ?? guessedZone(context.request);
  const known = own.values({ ...user, ...preferences, timeZone });
  const { groups, ...shown } = formData(
    [...own.groups(known), PASSWORDS],
    problem === undefined ? known : { ...known, ...context.form },
    problem,
  );
  const { items } = await context.call(api.getMeSessions);
  const data = {
    title: 'Profile',
    email: user.email,
    ...shown,
    you: { groups: groups.slice(0, 1) },
    password: { groups: groups.slice(1) },
    hasOthers: items.some(({ current }) => !current),
    table: tableData({ caption: 'Sessions', columns: COLUMNS, items, empty: NO_SESSION }),
  };
  context.show('profile', data, problem?.status);
}

const NO_SESSION = { title: 'No session', text: 'You are signed in by a key.' };

const COLUMNS: readonly Column<ItemOf<typeof api.getMeSessions>>[] = [
  {
    label: 'Account',
    cell: ({ account, sso }) => ({ text: account.name, below: sso ? t('by SSO') : t('by password') }),
  },
  { label: 'Browser', cell: ({ browser }) => browser ?? '' },
  { label: 'Began', cell: ({ createdAt }) => timeCell(createdAt) },
  { label: 'Ends', cell: ({ expiresAt }) => timeCell(expiresAt) },
  { label: 'Here', cell: ({ current }) => (current ? { text: 'This one', badge: 'good' } : '') },
];

async function saveProfile(context: PageContext): Promise<void> {
  const body = profileForm(context).body(context.form);
  const { preferences } = await context.call(api.putMe, { body });
  keep(context, THEME_COOKIE, preferences.theme);
  keep(context, LOCALE_COOKIE, preferences.locale ?? '');
  readBy(context.request, preferences);
  context.done(PATH, 'The changes were saved.');
}

/** For the pages that are shown before this browser signs in again. */
function keep({ response, deps }: PageContext, name: string, value: string): void {
  const life = value === '' ? 0 : YEAR_SECONDS;
  response.append('Set-Cookie', setCookie(name, value, life, deps.settings.publicUrl));
}

async function changePassword(context: PageContext): Promise<void> {
  const body = { currentPassword: context.text('currentPassword'), newPassword: context.text('newPassword') };
  await context.answerOf(api.postMePassword, { body });
  context.done(PATH, 'The password was changed, and you are signed out everywhere else.');
}
