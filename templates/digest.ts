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

/** How many there are of everything, and of each kind with the names of partners in lines. */
export type DigestTexts = { readonly digestCount: string } & {
  readonly [Name in Part | `${Part}Count`]?: string | undefined;
};

/** Variables that hold names in lines. */
export const DIGEST_LISTS: readonly Part[] = Object.values(DIGEST_PARTS);

/** Every variable of a digest, without a value. */
export const NO_DIGEST: Readonly<Record<string, undefined>> = Object.fromEntries(
  ['digestCount', ...DIGEST_LISTS.flatMap((part) => [part, `${part}Count`])].map((name) => [name, undefined]),
);

/** Longest name in a list. */
const MAX_NAME_LENGTH = 200;

/** What a digest says: a line for each partner that is named, and one more where others are not. */
export function digestTexts(
  parts: readonly {
    readonly template: EmailTemplate;
    readonly count: number;
    readonly partnerNames: readonly string[];
  }[],
): DigestTexts {
  const texts = parts.flatMap(({ template, count, partnerNames }) => {
    const part = (DIGEST_PARTS as Partial<Record<EmailTemplate, Part>>)[template];
    if (part === undefined) return [];
    const lines = partnerNames.map((name) => withoutAddresses(oneLine(name, MAX_NAME_LENGTH)));
    const more = count > lines.length ? ['…'] : [];
    return [
      [part, [...lines, ...more].join('\n')],
      [`${part}Count`, String(count)],
    ];
  });
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return { digestCount: String(total), ...(Object.fromEntries(texts) as object) };
}
