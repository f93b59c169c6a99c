import type { EmailTemplate } from '../workflows/contract';
import { oneLine } from './compile';
import { withoutAddresses } from './names';

/** Each kind of e-mail that a digest stands for, by the name of its variables. */
export const DIGEST_PARTS = {
  'approval-requested': 'toApprove',
  'approval-reminder': 'stillToApprove',
  'decision-overdue': 'overdue',
  'provisioning-failed-notice': 'notSetUp',
  'delivery-failed-notice': 'notDelivered',
  'accepted-notice': 'accepted',
  'declined-notice': 'declined',
  'expired-notice': 'expired',
  'link-requested-notice': 'linkRequested',
} as const satisfies Partial<Record<EmailTemplate, string>>;

type Part = (typeof DIGEST_PARTS)[keyof typeof DIGEST_PARTS];

/** How many there are of everything, and of each kind with the names of some partners in lines and how many more there are. */
export type DigestTexts = { readonly digestCount: string } & {
  readonly [Name in Part | `${Part}Count` | `${Part}More`]?: string | undefined;
};

/** Variables that hold names in lines. */
export const DIGEST_LISTS: readonly Part[] = Object.values(DIGEST_PARTS);

/** Every variable of a digest, without a value. */
export const NO_DIGEST: Readonly<Record<string, undefined>> = Object.fromEntries(
  ['digestCount', ...DIGEST_LISTS.flatMap((part) => [part, `${part}Count`, `${part}More`])].map((name) => [
    name,
    undefined,
  ]),
);

/** Longest name in a list. */
const MAX_NAME_LENGTH = 100;

/** What a digest says, in numbers of the language: a line for each partner that is named, and how many are not. */
export function digestTexts(
  parts: readonly {
    readonly template: EmailTemplate;
    readonly count: number;
    readonly partnerNames: readonly string[];
  }[],
  locale: string,
): DigestTexts {
  const numbers = new Intl.NumberFormat(locale);
  const texts = parts.flatMap(({ template, count, partnerNames }) => {
    const part = (DIGEST_PARTS as Partial<Record<EmailTemplate, Part>>)[template];
    if (part === undefined) return [];
    const lines = partnerNames.map((name) => withoutAddresses(oneLine(name, MAX_NAME_LENGTH)));
    return [
      [part, lines.join('\n')],
      [`${part}Count`, numbers.format(count)],
      ...(count > lines.length ? [[`${part}More`, numbers.format(count - lines.length)]] : []),
    ];
  });
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return { digestCount: numbers.format(total), ...(Object.fromEntries(texts) as object) };
}
