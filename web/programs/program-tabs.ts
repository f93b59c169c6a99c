import type { PageContext } from '../kit/page-context';
import { PROGRAM_TABS } from './tabs';

export const programKeyOf = ({ request }: PageContext): string => String(request.params['key']);

/** The tabs as every page of a program shows them. */
export function programTabs(key: string, current: string) {
  const all = [
    ...PROGRAM_TABS.map((tab) => [tab.key, tab.label] as const),
    ['templates', 'E-mails'] as const,
  ];
  return all.map(([tab, label]) => ({
    label,
    href: `/programs/${key}?tab=${tab}`,
    current: tab === current,
  }));
}

/** Members of the screen that a tab without them names all the same. */
export const NO_EXTRAS = {
  choices: undefined,
  locales: undefined,
  previewAction: undefined,
  previewHref: undefined,
  testSendAction: undefined,
  dryRun: undefined,
  intro: undefined,
  notes: undefined,
};
