import { z } from 'zod';
import { canonicalJson } from '../invitations/content-hash';
import { paragraph, locale, webUrl } from '../scalars';
import { sha256 } from '../security/secrets';

/** What somebody accepts: the same for ever once it is published. */
export interface Terms {
  /** The inviting account. */
  readonly accountId: string;
  readonly program: string;
  /** 1, 2, 3 ... of the program. */
  readonly version: number;
  /** Plain text by language tag; none in a version that takes the terms back. */
  readonly texts: Readonly<Record<string, string>>;
  /** Where the same can be read elsewhere. */
  readonly url: string | null;
}

/** Languages of one version; the whole has to fit into one body besides. */
const MOST_LANGUAGES = 20;
const MOST_CHARACTERS = 50_000;

const text = paragraph(MOST_CHARACTERS).refine((value) => value !== '', 'Must not be empty.');

/** What is published as a new version. */
export const newTerms = z.strictObject({
  texts: z
    .record(locale, text)
    .transform(inUsualSpelling)
    .refine((texts) => Object.keys(texts).length > 0, 'Must hold at least one language.')
    .refine(
      (texts) => Object.keys(texts).length <= MOST_LANGUAGES,
      `Must hold at most ${MOST_LANGUAGES} languages.`,
    )
    .meta({
      description: 'Plain text in paragraphs, by language tag.',
      example: { en: 'Partners keep prices to themselves.' },
    }),
  url: webUrl
    .refine((address) => address.startsWith('https://'), 'Must be an https address.')
    .nullable()
    .default(null)
    .meta({ description: 'Where the same can be read elsewhere.', example: 'https://acme.example/terms' }),
});

/** `de-at` is `de-AT`, as whoever looks for a language writes it. */
function inUsualSpelling(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([tag, each]) => [Intl.getCanonicalLocales(tag)[0] ?? tag, each]),
  );
}

/** Names the exact content of a version: an acceptance that carries it is about these very words. */
export function termsHash({ accountId, program, version, texts, url }: Terms): string {
  return sha256(canonicalJson({ accountId, program, version, texts, url }));
}

/** Whether two versions say the same. */
export function saysTheSame(one: Pick<Terms, 'texts' | 'url'>, other: Pick<Terms, 'texts' | 'url'>): boolean {
  const content = ({ texts, url }: Pick<Terms, 'texts' | 'url'>) => canonicalJson({ texts, url });
  return content(one) === content(other);
}
