import ts from 'typescript';

/** Calls that take names for machines. */
const FOR_MACHINES = new Set([
  ...['debug', 'error', 'info', 'warn'],
  ...['append', 'clearCookie', 'endsWith', 'get', 'hasHeader', 'includes', 'join', 'match', 'param', 'post'],
  ...[
    'query',
    'redirect',
    'removeHeader',
    'replace',
    'replaceAll',
    'set',
    'split',
    'startsWith',
    'toString',
    'type',
  ],
]);

/** Calls whose text is always one for people, whatever it looks like. */
const SAYS = new Set(['t', 'counted', 'say']);

/**
 * The English texts for people in a source file: whatever is written as people write, with a capital letter or a blank,
 * where no machine reads it, and every text that is handed to `t`.
 */
export function textsInCode(source: string): string[] {
  const file = ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text === undefined) {
      ts.forEachChild(node, visit);
      return;
    }
    if (isSaid(node) || (looksSaid(text) && !isForMachines(node))) found.push(text);
  };
  visit(file);
  return found;
}

/** A whole text, also one that is written in several lines. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

function looksSaid(text: string): boolean {
  if (!/\p{L}{2}/u.test(text) || /^[/#.?@]|^[a-z]+:|^[\w-]+(?:=|\/)|-src |[{};]$/.test(text)) return false;
  return /^\p{Lu}[\p{Ll}' -]/u.test(text)
    ? !/^\p{Lu}\w*(?:-\p{Lu}\w*)+$/u.test(text)
    : /\p{L} \p{L}|^\d+ \p{L}{2}/u.test(text);
}

const nameOf = (call: ts.CallExpression | ts.NewExpression): string =>
  ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText();

function isSaid(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isSaid(parent);
  return ts.isCallExpression(parent) && SAYS.has(nameOf(parent));
}

function isForMachines(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return FOR_MACHINES.has(nameOf(parent));
  if (ts.isNewExpression(parent)) return /Error$|^(?:URL|RegExp|Problem)$/.test(nameOf(parent));
  if (ts.isBinaryExpression(parent)) return /^[!=]==?$/.test(parent.operatorToken.getText());
  if (ts.isPropertyAssignment(parent)) return parent.name === node || parent.name.getText() === 'className';
  return (
    ts.isLiteralTypeNode(parent) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCaseClause(parent)
  );
}

/** Sentences that are glued together from pieces, which no language but English can turn round. */
export function gluedIn(source: string): string[] {
  const file = ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node) && isGlued(node)) found.push(node.getText());
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isGlued({ head, templateSpans, parent }: ts.TemplateExpression): boolean {
  if (ts.isNewExpression(parent)) return false;
  const pieces = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
  // The zone is called so everywhere.
  const words = pieces.join(' ').replace(/\bUTC\b/, '');
  return (
    /\p{L}{2}/u.test(words) &&
    !/[/#=_{}]|data:|^\p{Ll}[\w-]*$/u.test(words.trim()) &&
    / \p{L}|\p{L} |^\p{Lu}/u.test(words)
  );
}
