import Handlebars from 'handlebars';
import type { EmailTexts } from '../domain/programs/program';
import { markupProblems } from './check-markup';
import { plainTextProblems, subjectProblems } from './check-text';
import { TEMPLATE_VARIABLES } from './email-data';
import { memoize } from './memoize';
import { piecesOf } from './template-pieces';

/** One reason why a template cannot be saved. */
export interface TemplateProblem {
  readonly field: keyof EmailTexts;
  readonly detail: string;
}

/** Largest text of a template, in UTF-8 bytes. */
export const MAX_TEMPLATE_BYTES = 100 * 1024;

const MAX_NESTING = 10;

/** More would help nobody. */
const MAX_PROBLEMS = 50;

/** The parser's time grows with the square of the blocks left open: thousands would take it a minute. */
const MAX_BLOCKS = 200;

const variables: ReadonlySet<string> = new Set(TEMPLATE_VARIABLES);
/** Handlebars looks for line ends before each expression in a time that grows with the square of a run. */
const LONG_BLANKS = /\s{201}/;

/** What no text needs: control characters, private use (ours while checking), halves of characters. */
const STRANGE = /[^\P{C}\t\n\r\p{Cf}\p{Cn}]/u;

/** What stands in the lists of mail programs. */
const ONE_LINE: ReadonlySet<string> = new Set(['subject', 'preheader']);

/** A program's own texts; a part that is left out stays the shipped one. */
export type EmailOverride = EmailTexts;

/**
 * Lists everything that is wrong with a program's own template; an empty list means that it reaches nothing
 * but the {@link TEMPLATE_VARIABLES}, shows none of them unescaped, and hands no link to anybody but the
 * reader: see {@link markupProblems} and {@link plainTextProblems}.
 */
export function checkTemplate(override: EmailOverride): TemplateProblem[] {
  const fields = ['subject', 'preheader', 'html', 'text'] as const;
  return fields.flatMap((field) => {
    const source = override[field];
    return source === undefined ? [] : problemsOf(`${field}:${source}`).map((detail) => ({ field, detail }));
  });
}

const PIECE_CHECKS = {
  subject: subjectProblems,
  preheader: subjectProblems,
  html: markupProblems,
  text: plainTextProblems,
} as const;

const problemsOf = memoize(500, (key): string[] => {
  const at = key.indexOf(':');
  const source = key.slice(at + 1);
  if (Buffer.byteLength(source) > MAX_TEMPLATE_BYTES) {
    return [`must not be larger than ${MAX_TEMPLATE_BYTES / 1024} KB`];
  }
  const problems = sourceProblems(key.slice(0, at) as keyof EmailOverride, source);
  return [...new Set(problems)].slice(0, MAX_PROBLEMS);
});

function sourceProblems(field: keyof EmailOverride, source: string): string[] {
  if (LONG_BLANKS.test(source)) return ['must not have more than 200 blanks in a row'];
  if (STRANGE.test(source)) return ['must not hold control characters'];
  if (ONE_LINE.has(field) && /[\r\n]/.test(source)) return ['must be one line'];
  const blocks = source.match(/\{\{~?[#^]/g)?.length ?? 0;
  if (blocks > MAX_BLOCKS) return [`must not have more than ${MAX_BLOCKS} blocks`];
  try {
    // With the processing that rendering does too: it takes out blanks around some expressions.
    const program = Handlebars.parse(source);
    const problems = programProblems(program, 0);
    return problems.length > 0 ? problems : PIECE_CHECKS[field](piecesOf(program));
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
