import { readCookie, setCookie } from '../../api/http/cookies';
import { ownPath } from '../kit/form-body';
import type { PageContext } from '../kit/page-context';

const COOKIE = 'usher_list';
const LIFE_SECONDS = 24 * 3600;

/** The session that saw the list, by a part of its token that opens nothing. */
const sessionOf = ({ csrf }: PageContext) => csrf.slice(0, 8);

/** Keeps where somebody is in the lists, with search, filter and page, for the way back. */
export function rememberList(context: PageContext, here: string): void {
  const value = `${sessionOf(context)}${here}`;
  context.response.append(
    'Set-Cookie',
    setCookie(COOKIE, value, LIFE_SECONDS, context.deps.settings.publicUrl),
  );
}

/** The list that this session looked at last. */
export function lastList(context: PageContext): string | undefined {
  const value = readCookie(context.request, COOKIE) ?? '';
  const mark = sessionOf(context);
  const path = value.startsWith(mark) ? ownPath(value.slice(mark.length)) : undefined;
  return path?.startsWith('/partner-explorer?') ? path : undefined;
}
