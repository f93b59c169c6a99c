/** A JSON Schema as the description of the API holds it; what it does not use is not here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The schemas that have a name, which others refer to. */
export type Schemas = Readonly<Record<string, Schema>>;

/** One member of an object, as a line of a table; members of objects inside have their path as name. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly typeHref: string | undefined;
  readonly required: boolean;
  readonly description: string;
  readonly limits: string;
}

/** The name that a reference gives, or `undefined`. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1);
}

/** The schema itself: what a reference stands for, and parts of a whole put together. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  const name = nameOf(schema);
  if (name !== undefined) return resolved(schemas[name] ?? {}, schemas);
  if (schema.allOf === undefined) return schema;
  const parts = schema.allOf.map((part) => resolved(part, schemas));
  const merged = parts.reduce((whole, part) => ({
    ...whole,
    ...part,
    properties: { ...whole.properties, ...part.properties },
    required: [...(whole.required ?? []), ...(part.required ?? [])],
  }));
  const { allOf: _, ...own } = schema;
  return { ...merged, ...own };
}

/** Where the named schema inside is shown, be it an item or one of two. */
function hrefOf(schema: Schema): string | undefined {
  const name = [schema, schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]
    .map((part) => part && nameOf(part))
    .find((found) => found !== undefined);
  return name === undefined ? undefined : `/docs/schemas/${name}`;
}

/** The type in words: `text`, `date-time or null`, `list of Invitation`. */
export function typeOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const several = schema.anyOf ?? schema.allOf;
  if (several !== undefined) return [...new Set(several.map(typeOf))].join(' or ');
  const types = [schema.type ?? 'anything'].flat();
  return types.map((type) => typeInWords(type, schema)).join(' or ');
}

function typeInWords(type: string, { format, items }: Schema): string {
  if (type === 'array') return `list of ${items === undefined ? 'anything' : typeOf(items)}`;
  return type === 'string' ? (format ?? 'string') : type;
}

const LIMITS = [
  ['minLength', 'at least', 'characters'],
  ['maxLength', 'at most', 'characters'],
  ['minItems', 'at least', 'items'],
  ['maxItems', 'at most', 'items'],
  ['minimum', 'from', ''],
  ['maximum', 'to', ''],
] as const;

function limitsOf(schema: Schema): string {
  const limits = LIMITS.flatMap(([member, before, after]) =>
    schema[member] === undefined || (schema[member] === 1 && before === 'at least')
      ? []
      : [`${before} ${schema[member]} ${after}`.trim()],
  );
  if (schema.pattern !== undefined) limits.push(`matches ${schema.pattern}`);
  if (schema.default !== undefined) limits.push(`default ${JSON.stringify(schema.default)}`);
  if (schema.example !== undefined) limits.push(`for example ${JSON.stringify(schema.example)}`);
  return limits.join('; ');
}

/** One line, for a member or a parameter. */
export function memberOf(name: string, schema: Schema, required: boolean): Member {
  return {
    name,
    type: typeOf(schema),
    typeHref: hrefOf(schema),
    required,
    description: schema.description ?? '',
    limits: limitsOf(schema),
  };
}

/** Every member of an object, those of unnamed objects inside it below it. */
export function membersOf(schema: Schema, schemas: Schemas, prefix = ''): readonly Member[] {
  const { properties = {}, required = [] } = resolved(schema, schemas);
  return Object.entries(properties).flatMap(([name, member]) => {
    const inner = member.items ?? member;
    const path = `${prefix}${name}`;
    const isNamed = hrefOf(member) !== undefined;
    return [
      memberOf(path, member, required.includes(name)),
      ...(isNamed ? [] : membersOf(inner, schemas, `${path}${member.items === undefined ? '' : '[]'}.`)),
    ];
  });
}

const TEXTS: Readonly<Record<string, string>> = {
  email: 'mira@nordwind.example',
  'date-time': '2026-11-28T14:05:00.000Z',
  date: '2026-11-28',
  uri: 'https://nordwind.example',
};

/** An example made from a schema: examples and defaults where it has them; `all` shows what may be left out too. */
export function sampleOf(schema: Schema, schemas: Schemas, all: boolean, depth = 0): unknown {
  const { example, enum: values, anyOf, type, format, items, minimum, ...whole } = resolved(schema, schemas);
  if (example !== undefined) return example;
  if (whole.default !== undefined) return whole.default;
  if (values !== undefined) return values[0];
  if (anyOf?.[0] !== undefined) return sampleOf(anyOf[0], schemas, all, depth);
  switch ([type].flat()[0] ?? 'anything') {
    case 'object':
      return objectSample(whole, schemas, all, depth);
    case 'array':
      return items === undefined || depth > 4 ? [] : [sampleOf(items, schemas, all, depth + 1)];
    case 'integer':
    case 'number':
      return minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return TEXTS[format ?? ''] ?? 'text';
    default:
      return null;
  }
}

function objectSample(schema: Schema, schemas: Schemas, all: boolean, depth: number): object {
  const { properties = {}, required = [] } = schema;
  if (depth > 4) return {};
  const shown = Object.entries(properties).filter(([name]) => all || required.includes(name));
  return Object.fromEntries(shown.map(([name, member]) => [name, sampleOf(member, schemas, all, depth + 1)]));
}
