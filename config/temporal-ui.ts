import { isLoopbackUrl } from './addresses';

/**
 * Whose operators get links to the Temporal Web UI, which decides for every account: of all accounts, of none,
 * or of those that the instance's own people work in.
 */
export type TemporalUiFor = 'all' | 'none' | readonly string[];

/** Reads `all`, `none` or a list of account IDs; `undefined` for anything else. */
export function parseTemporalUiFor(text: string): TemporalUiFor | undefined {
  if (text === 'all' || text === 'none') return text;
  const ids = text.split(',').map((part) => part.trim());
  return ids.every((id) => /^acc_[0-9A-Za-z]+$/.test(id)) ? ids : undefined;
}

/** Without a setting: a UI that answers on this machine only is nobody else's, any other is shown to nobody. */
export function temporalUiForOf(given: TemporalUiFor | undefined, uiUrl: string | undefined): TemporalUiFor {
  return given ?? (uiUrl !== undefined && isLoopbackUrl(uiUrl) ? 'all' : 'none');
}
