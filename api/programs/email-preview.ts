import { savedTexts, type Program } from '../../domain/programs/program';
import { checkTemplate, type EmailOverride } from '../../templates/check-template';
import type { EmailTemplate } from '../../workflows/contract';
import { fixedWording } from '../../domain/programs/fixed-wording';
import { invalid } from '../http';

/**
 * The program's saved texts of an e-mail, and instead of those the ones given.
 *
 * @throws {@link Problem} 422 for what keeps them from being sent; the shipped text would go out in their place
 */
export function sendableTexts(
  program: Pick<Program, 'templates'>,
  template: EmailTemplate,
  locale: string,
  given: EmailOverride,
): EmailOverride {
  const fixed = fixedWording(template);
  if (fixed !== undefined && Object.keys(given).length > 0) {
    throw invalid([{ pointer: '/template', detail: fixed }]);
  }
  const texts = { ...savedTexts(program, template, locale), ...given };
  const problems = checkTemplate(texts);
  if (problems.length === 0) return texts;
  throw invalid(problems.map(({ field, detail }) => ({ pointer: `/${field}`, detail })));
}
