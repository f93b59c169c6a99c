import type { Response } from 'express';
import type { Problem } from '../../api/http/problem';
import type { Screens } from '../../templates/pages/signed-in/screens';
import { renderScreen } from '../../templates/pages/signed-in/render';
import { ASSET_LINKS } from './assets';
import { problemSentence } from './problem-text';

const LAYOUT = { assets: ASSET_LINKS, errorsHeading: 'Please check your entries' };

/** Sends a screen, with whatever of its layout is for somebody who is signed in. */
export function sendScreen<Name extends keyof Screens>(
  response: Response,
  name: Name,
  data: Screens[Name],
  status = 200,
): void {
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-store');
  response.set({ 'X-Robots-Tag': 'noindex, nofollow' });
  const html = renderScreen(name, { ...LAYOUT, ...data });
  response.status(status).type('html').send(html);
}

/** What stands above a page on which something did not work, in a sentence of its own or the problem's. */
export function failure(problem: Problem | undefined, sentence?: string) {
  if (problem === undefined) return {};
  return {
    errors: [{ text: sentence ?? problemSentence(problem) }],
    errorsHeading: 'That did not work',
    hasErrors: true,
  };
}
