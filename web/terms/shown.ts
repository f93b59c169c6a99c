import { type FormBody, textOf } from '../kit/form-body';
import type { Field } from '../kit/forms';
import { t } from '../kit/reader';

/** Terms in one language, as every endpoint gives them. */
export interface TermsShown {
  readonly version: number;
  readonly locale: string;
  readonly text: string;
  readonly url: string | null;
}

/** What a page says around the terms, in its language. */
interface Words {
  readonly label: string;
  readonly elsewhere: string;
}

const ofReader = (): Words => ({
  label: t('Terms'),
  elsewhere: t('Read the terms on another page (opens a new tab)'),
});

/** The box to tick below the terms. */
export function acceptField(label = 'I have read the terms and accept them.', id?: string): Field {
  return { name: 'termsVersion', kind: 'checkbox', required: true, wide: true, label, ...(id && { id }) };
}

/** What the part `terms` shows; `accept` is the box as a form shows it. */
export function termsData(
  { version, locale, text, url }: TermsShown,
  accept: object | undefined,
  words = ofReader(),
) {
  return { version: String(version), locale, text, url, accept, ...words };
}

/** The version that was shown and accepted; nothing while the box is not ticked. */
export function acceptedVersion(typed: FormBody): number | undefined {
  return textOf(typed, 'termsVersion') === 'on' ? Number(textOf(typed, 'shownTerms')) : undefined;
}

/** What was typed, the box unticked where it was ticked below another version. */
export function tickedFor(shown: TermsShown | undefined, typed: FormBody): FormBody {
  return acceptedVersion(typed) === shown?.version ? typed : { ...typed, termsVersion: '' };
}
