/** What CSS may compute with; every other function may load something (`url`, `image-set`, `src`, ...). */
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...'rgb rgba hsl hsla calc min max clamp linear-gradient radial-gradient var'.split(' '),
  // Conditions of @media, and brackets inside calc.
  ...['', 'and', 'or', 'not', 'only', 'media'],
]);

const LONGEST_NAME = 20;

/**
 * What is wrong with CSS in an e-mail: it reaches no address, in whatever disguise. `where` is the name of
 * the place for the author.
 */
export function styleProblems(css: string, where: string): string[] {
  const problems: string[] = [];
  if (/[\\<]/.test(css)) problems.push(`${where} must not hold "\\" or "<"`);
  if (css.includes('//')) problems.push(`${where} must not hold an address`);
  const rules = css.split('@').slice(1);
  if (!rules.every((rule) => /^media\b/i.test(rule)))
    problems.push(`${where} must have no @ rules but @media`);
  for (let at = css.indexOf('('); at !== -1; at = css.indexOf('(', at + 1)) {
    const name = nameBefore(css, at);
    if (!FUNCTIONS.has(name)) problems.push(`${where} must not use ${name}()`);
  }
  return problems;
}

/** The word before a bracket, blanks between them or not; old readers of CSS are lax about them. */
function nameBefore(css: string, bracket: number): string {
  const before = css.slice(Math.max(0, bracket - LONGEST_NAME), bracket).trimEnd();
  return /[\p{L}\p{M}\w-]*$/u.exec(before)?.[0].toLowerCase() ?? '';
}
