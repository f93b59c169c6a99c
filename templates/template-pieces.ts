/** A place in a template that is filled, or where an optional part begins, turns to its alternative or ends. */
export type Slot =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'open' | 'else' | 'close'; readonly block: number };

/** A template as a row of what it says and of what is filled in; every alternative is there, one by one. */
export type TemplatePiece = string | Slot;

/**
 * The pieces of a template that holds nothing but variables, `if` and `unless`. Comments are gone, as they
 * are from the e-mail: what stands on both sides of one is one text.
 */
export function piecesOf(program: hbs.AST.Program): TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let blocks = 0;
  const add = (piece: TemplatePiece) => {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  };
  const walk = ({ body }: hbs.AST.Program) => {
    for (const statement of body) {
      if (statement.type === 'ContentStatement') add((statement as hbs.AST.ContentStatement).value);
      else if (statement.type === 'MustacheStatement') {
        const { original } = (statement as hbs.AST.MustacheStatement).path as hbs.AST.PathExpression;
        add({ kind: 'variable', name: original });
      } else if (statement.type === 'BlockStatement') {
        const { program, inverse } = statement as Partial<hbs.AST.BlockStatement>;
        const block = blocks++;
        add({ kind: 'open', block });
        if (program) walk(program);
        add({ kind: 'else', block });
        if (inverse) walk(inverse);
        add({ kind: 'close', block });
      }
    }
  };
  walk(program);
  return pieces;
}
