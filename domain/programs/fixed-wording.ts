import { wordedAs, type EmailTemplate } from '../../workflows/contract';

/** Why a program has no texts of its own for an e-mail; `undefined` when it may. */
export function fixedWording(template: EmailTemplate): string | undefined {
  const named = wordedAs(template);
  if (named === template) return undefined;
  return named === undefined
    ? 'This e-mail always has the shipped text.'
    : `This e-mail goes out with the texts of "${named}", so that nobody sees by it who has a user.`;
}
