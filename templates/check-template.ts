import Handlebars from 'handlebars';
import { LINK_VARIABLES, TEMPLATE_VARIABLES } from './email-data';
import type { EmailOverride } from './render';
import { memoize } from './memoize';

/** One reason why a template cannot be saved. */
export interface TemplateProblem {
  readonly field: 'subject' | 'html' | 'text';
  readonly detail: string;
}

/** Largest text of a template, in UTF-8 bytes. */
export const MAX_TEMPLATE_BYTES = 100 * 1024;

const MAX_NESTING = 10;

/** The parser's time grows with the square of the blocks left open: thousands would take it a minute. */
const MAX_BLOCKS = 200;

const variables: ReadonlySet<string> = new Set(TEMPLATE_VARIABLES);
const links: ReadonlySet<string> = new Set(LINK_VARIABLES);

/**
 * Lists everything that is wrong with a program's own template; an empty list means that it can neither
 * reach anything but the {@link TEMPLATE_VARIABLES} nor show one of them unescaped.
 */
export function checkTemplate(override: EmailOverride): TemplateProblem[] {
  const fields = ['subject', 'html', 'text'] as const;
  return fields.flatMap((field) => {
    const source = override[field];
    return source === undefined ? [] : problemsOf(`${field}:${source}`).map((detail) => ({ field, detail }));
  });
}

const problemsOf = memoize(500, (key): string[] => {
  const at = key.indexOf(':');
  const source = key.slice(at + 1);
  if (Buffer.byteLength(source) > MAX_TEMPLATE_BYTES) {
    return [`must not be larger than ${MAX_TEMPLATE_BYTES / 1024} KB`];
  }
  const problems = expressionProblems(source);
  if (key.startsWith('html:')) problems.push(...markupProblems(source));
  if (key.startsWith('subject:') && /[\r\n]/.test(source)) problems.push('must be one line');
  return [...new Set(problems)];
});

function expressionProblems(source: string): string[] {
  const blocks = source.match(/\{\{~?[#^]/g)?.length ?? 0;
  if (blocks > MAX_BLOCKS) return [`must not have more than ${MAX_BLOCKS} blocks`];
  try {
    return programProblems(Handlebars.parseWithoutProcessing(source), 0);
  } catch (error) {
    // The parser's own text quotes the template; only its line is of use here.
    const line = error instanceof Error ? /line (\d+)/.exec(error.message)?.[1] : undefined;
    return [`is not a valid Handlebars template${line === undefined ? '' : ` (line ${line})`}`];
  }
}

function programProblems(program: hbs.AST.Program, depth: number): string[] {
  if (depth > MAX_NESTING) return [`must not nest blocks deeper than ${MAX_NESTING}`];
  return program.body.flatMap((statement) => statementProblems(statement, depth));
}

function statementProblems(statement: hbs.AST.Statement, depth: number): string[] {
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return mustacheProblems(statement as hbs.AST.MustacheStatement);
    case 'BlockStatement':
      return blockProblems(statement as hbs.AST.BlockStatement, depth);
    default:
      return [`line ${statement.loc.start.line}: partials and decorators are not allowed`];
  }
}

function mustacheProblems(mustache: hbs.AST.MustacheStatement): string[] {
  const where = `line ${mustache.loc.start.line}`;
  if (!mustache.escaped) return [`${where}: use {{ }}, which escapes; {{{ }}} and {{& }} are not allowed`];
  if (mustache.params.length > 0 || (mustache.hash as hbs.AST.Hash | undefined)) {
    return [`${where}: helpers are not allowed`];
  }
  return variableProblems(mustache.path, where);
}

function blockProblems(block: hbs.AST.BlockStatement, depth: number): string[] {
  const where = `line ${block.loc.start.line}`;
  const [condition, ...more] = block.params;
  if (
    !['if', 'unless'].includes(block.path.original) ||
    condition === undefined ||
    more.length > 0 ||
    (block.hash as hbs.AST.Hash | undefined) !== undefined
  ) {
    return [`${where}: only {{#if variable}} and {{#unless variable}} are allowed`];
  }
  return [
    ...variableProblems(condition, where),
    ...[block.program, block.inverse as hbs.AST.Program | undefined].flatMap((part) =>
      part === undefined ? [] : programProblems(part, depth + 1),
    ),
  ];
}

function variableProblems(expression: hbs.AST.Expression, where: string): string[] {
  const { original, parts, data, depth } = expression as Partial<hbs.AST.PathExpression>;
  const name = parts?.join('.');
  if (name === original && data === false && depth === 0 && variables.has(name ?? '')) return [];
  return [`${where}: there is no variable "${String(original).slice(0, 80)}"`];
}

/** A guard for authors rather than a wall: mail clients and the sandboxed preview are the wall. */
function markupProblems(html: string): string[] {
  const problems: string[] = [];
  if (/<\/?(script|iframe|object|embed|form|base|link|meta\s+http-equiv|svg|math)\b/i.test(html)) {
    problems.push('must not hold scripts, frames, forms, plug-ins or external style sheets');
  }
  if (/<[^<>]*\son\w+\s*=/i.test(html)) problems.push('must not hold event handlers such as onclick');
  if (/=\s*(?:["']\s*)?(?:javascript|vbscript|data):/i.test(html)) {
    problems.push('must not hold javascript:, vbscript: or data: addresses');
  }
  if (/<[^<>]*=\s*\{\{/.test(html)) problems.push('must quote attributes that hold a variable');
  for (const [, value = ''] of html.matchAll(/\b(?:href|src|action|background)\s*=\s*["']([^"']*)["']/gi)) {
    const names = [...value.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(([, name = '']) => name);
    if (names.some((name) => !links.has(name))) {
      problems.push(`may fill addresses only with ${[...links].join(', ')}`);
    }
  }
  return problems;
}
