/** In which colours somebody wants the pages. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** As the device is set, until somebody says otherwise. */
export const DEFAULT_THEME: Theme = 'system';
