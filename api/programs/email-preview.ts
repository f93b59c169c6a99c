import { savedTexts, type Program } from '../../domain/programs/program';
import { checkTemplate, type EmailOverride } from '../../templates/check-template';
import type { RenderedEmail } from '../../templates/render';
import { renderSample } from '../../templates/sample';
import type { EmailTemplate } from '../../workflows/contract';
import type { FieldError } from '../../domain/field-error';
import { fixedWording } from '../../domain/programs/fixed-wording';

/** Who seems to send the sample. */
export interface SampleSender {
  readonly inviterName: string;
  readonly inviterAccountName: string;
  readonly publicUrl: string;
}

/**
 * What keeps the program's saved texts, or instead of those the ones given, from being sent; the shipped text
 * would go out in their place.
 */
export function refusedTexts(
  program: Program,
  template: EmailTemplate,
  locale: string,
  texts: EmailOverride,
): FieldError[] {
  const fixed = fixedWording(template);
  if (fixed !== undefined && Object.keys(texts).length > 0) return [{ pointer: '/template', detail: fixed }];
  const merged = { ...savedTexts(program, template, locale), ...texts };
  return checkTemplate(merged).map(({ field, detail }) => ({ pointer: `/${field}`, detail }));
}

/** An e-mail with sample data: the program's brand, its saved texts, and instead of those the ones given. */
export function previewEmail(
  program: Pick<Program, 'brand' | 'templates'>,
  template: EmailTemplate,
  locale: string,
  texts: EmailOverride,
  { publicUrl, ...sender }: SampleSender,
): RenderedEmail {
  const link = `${publicUrl}/invitation`;
  const merged = { ...savedTexts(program, template, locale), ...texts };
  return renderSample(template, locale, merged, { ...sender, link, brand: program.brand });
}
