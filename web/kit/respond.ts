import type { Response } from 'express';
import type { Problem } from '../../api/http/problem';
import { directionOf } from '../../templates/locales';
import type { Screens } from '../../templates/pages/signed-in/screens';
import { renderScreen } from '../../templates/pages/signed-in/render';
import { assetLinks } from './assets';
import { problemSentence } from './problem-text';
import { reader, t } from './reader';
import { scriptWords } from './script-words';

/** Members of a screen that stand in it as a page has them in English. */
const SAID = [
  ...['title', 'intro', 'heading', 'subheading', 'text', 'nothing', 'summary'],
  ...['action', 'button', 'done', 'backLabel', 'errorsHeading', 'home', 'typed', 'why', 'takesHold'],
] as const;

/** Lists of a screen whose entries have texts of ours. */
const LISTS = [
  ...['actions', 'bars', 'bulk', 'next', 'origins', 'results', 'statuses', 'steps', 'tabs'],
] as const;
const SAID_IN_LISTS = ['label', 'intro', 'button'] as const;

/** Sends a screen in its reader's language, with whatever of its layout is for somebody who is signed in. */
export function sendScreen<Name extends keyof Screens>(
  response: Response,
  name: Name,
  data: Screens[Name],
  status = 200,
): void {
  const { locale, theme } = reader();
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-store');
  response.set({ 'X-Robots-Tag': 'noindex, nofollow' });
  const layout = {
    assets: assetLinks(theme),
    lang: locale,
    dir: directionOf(locale),
    words: scriptWords(),
    errorsHeading: 'Please check your entries',
  };
  response
    .status(status)
    .type('html')
    .send(renderScreen(name, said({ ...layout, ...data }), locale));
}

/** The screen in its reader's language; what a page has put together is said already. */
function said<T extends object>(screen: T): T {
  const members: Readonly<Record<string, unknown>> = screen as never;
  const lists = LISTS.flatMap((name): [string, unknown][] => {
    const list = members[name];
    return Array.isArray(list) ? [[name, list.map((entry: object) => inWords(entry, SAID_IN_LISTS))]] : [];
  });
  const shown: Record<string, unknown> = Object.fromEntries(lists);
  return { ...inWords(screen, SAID), ...shown };
}

function inWords<T extends object>(thing: T, names: readonly string[]): T {
  const members: Readonly<Record<string, unknown>> = thing as never;
  const found = names.flatMap((name): [string, unknown][] => {
    const text = members[name];
    return typeof text === 'string' ? [[name, t(text)]] : [];
  });
  const texts: Record<string, unknown> = Object.fromEntries(found);
  return { ...thing, ...texts };
}

/** What stands above a page on which something did not work, in a sentence of its own or the problem's. */
export function failure(problem: Problem | undefined, sentence?: string) {
  if (problem === undefined) return {};
  return {
    errors: [{ text: sentence === undefined ? problemSentence(problem) : t(sentence) }],
    errorsHeading: 'That did not work',
    hasErrors: true,
  };
}
