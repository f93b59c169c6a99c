import { z } from 'zod';
import { pointerOf, violationOf, type FieldError } from '../../domain/field-error';
import type { Endpoint } from './endpoint';
import { Problem } from './problem';
import { IN_OUR_WORDS } from '../../domain/schema-words';
import { wrongWithLine } from '../../domain/scalars';

/** The body of an endpoint that takes none. */
const nothing = z.strictObject({});

/** Parses params, query and body by the endpoint's schemas; everything else about them is an error. */
export function parseInput(
  endpoint: Endpoint,
  { params, query, json }: { readonly params: unknown; readonly query: object; readonly json?: unknown },
) {
  return {
    params: parseParams(endpoint.params, params),
    query: parseQuery(endpoint, query),
    body: parseBody(endpoint.body ?? nothing, json),
  };
}

/** A path that cannot name anything names nothing. */
function parseParams(schema: z.ZodType | undefined, params: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse({ ...(params as object) });
  if (!parsed.success) throw new Problem('not-found');
  return parsed.data;
}

/** Outside of /v1 a stray query is nobody's business: probes and browsers add their own. */
function parseQuery({ query: schema, path }: Endpoint, query: object): unknown {
  if (schema === undefined) {
    const [unknown] = Object.keys(query);
    if (unknown === undefined || !path.startsWith('/v1/')) return undefined;
    throw invalid([{ pointer: pointerOf([unknown]), detail: 'Unknown query member.' }]);
  }
  refuseHostileText(query);
  const parsed = schema.strict().safeParse({ ...query }, IN_OUR_WORDS);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  return parsed.data;
}

/** Text in an address is a line like any other; blanks around it are forgiven, because people paste it. */
function refuseHostileText(query: object): void {
  const errors = Object.entries(query).flatMap(([name, values]) =>
    [values as unknown].flat().flatMap((value) => {
      const detail = typeof value === 'string' ? wrongWithLine(value.trim()) : undefined;
      return detail === undefined ? [] : [{ pointer: pointerOf([name]), detail }];
    }),
  );
  if (errors.length > 0) throw invalid(errors.slice(0, 50));
}

/** Parses a body; only a missing one counts as `{}`; 422 with a pointer for each thing that is wrong. */
export function parseBody<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  refuseHostileShape(json);
  const parsed = schema.safeParse(json === undefined ? {} : json, IN_OUR_WORDS);
  if (!parsed.success) throw invalid(fieldErrors(parsed.error));
  return parsed.data;
}

/** 422 `validation-failed`. */
export function invalid(errors: readonly FieldError[]): Problem {
  return new Problem('validation-failed', { errors });
}

/** Zod's issues as JSON pointers; an unknown member is pointed at by its own name. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues
    .slice(0, 50)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .slice(0, 50)
            .map((key) => ({ pointer: pointerOf([...issue.path, key]), detail: 'Unknown member.' }))
        : [{ pointer: pointerOf(issue.path), ...violationOf(issue) }],
    );
}

const MAX_DEPTH = 16;

/** Refuses nesting that no schema has and members that could reach a prototype. */
function refuseHostileShape(json: unknown): void {
  let level: { value: unknown; path: string[] }[] = [{ value: json, path: [] }];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { value, path } of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (depth >= MAX_DEPTH) throw invalid([{ pointer: pointerOf(path), detail: 'Nested too deeply.' }]);
      if (Object.hasOwn(value, '__proto__')) {
        throw invalid([{ pointer: pointerOf([...path, '__proto__']), detail: 'Unknown member.' }]);
      }
      for (const [key, child] of Object.entries(value)) next.push({ value: child, path: [...path, key] });
    }
    level = next;
  }
}
