import { type FieldError, pointerOf } from '../field-error';
import { FIELD_TYPES, type FieldLimits, type FieldTypeName, type FieldValue } from '../programs/field-types';

/** One thing that is known of every record of a type; it may be left out. */
export interface RecordField extends FieldLimits {
  readonly key: string;
  readonly label: string;
  readonly type: FieldTypeName;
}

interface RecordType {
  readonly label: string;
  /** Key of the module that it shows in. */
  readonly module: string;
  readonly fields: readonly RecordField[];
}

const text = (key: string, label: string, max = 200): RecordField => ({ key, label, type: 'text', max });
const day = (key: string, label: string): RecordField => ({ key, label, type: 'date' });
const currency: RecordField = { key: 'currency', label: 'Currency', type: 'text', pattern: '^[A-Z]{3}$' };

const ORDER_STATES = ['Open', 'Confirmed', 'Shipped', 'Delivered', 'Cancelled'];

/** What a record can be, by its `kind`: forms, checks, pages and OpenAPI are made from this table. */
const TYPES = {
  document: {
    label: 'Document',
    module: 'documents',
    fields: [text('edition', 'Edition'), day('validUntil', 'Valid until'), text('about', 'About', 2_000)],
  },
  price_list: {
    label: 'Price list',
    module: 'documents',
    fields: [day('validFrom', 'Valid from'), day('validUntil', 'Valid until'), currency],
  },
  contract: {
    label: 'Contract',
    module: 'documents',
    fields: [text('number', 'Number'), day('signedOn', 'Signed on'), day('validUntil', 'Valid until')],
  },
  certificate: {
    label: 'Certificate',
    module: 'certificates',
    fields: [
      text('number', 'Number'),
      text('issuer', 'Issued by'),
      day('issuedOn', 'Issued on'),
      day('validUntil', 'Valid until'),
    ],
  },
  order: {
    label: 'Order',
    module: 'orders',
    fields: [
      text('number', 'Number'),
      day('orderedOn', 'Ordered on'),
      { key: 'total', label: 'Total', type: 'number', min: 0 },
      currency,
      {
        key: 'state',
        label: 'Status',
        type: 'select',
        options: ORDER_STATES.map((label) => ({ value: label.toLowerCase(), label })),
      },
    ],
  },
} satisfies Readonly<Record<string, RecordType>>;

export const RECORD_TYPES: Readonly<Record<keyof typeof TYPES, RecordType>> = TYPES;

/** The kinds that have fields of their own; every other key is a kind without any. */
export const RECORD_KINDS = Object.keys(TYPES) as (keyof typeof TYPES)[];

/** The type of a kind; one that the table does not have is a module of its own, without fields. */
export function recordType(kind: string): RecordType {
  return Object.hasOwn(TYPES, kind)
    ? RECORD_TYPES[kind as keyof typeof TYPES]
    : { label: kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' '), module: kind, fields: [] };
}

type Data = Readonly<Record<string, unknown>>;

/** What is wrong with the fields of the kind; whatever else the data holds is up to the account. */
export function recordErrors(kind: string, data: Data): FieldError[] {
  return recordType(kind).fields.flatMap((field) => {
    const value = data[field.key];
    const wrong = isNothing(value) ? undefined : FIELD_TYPES[field.type].check(value, field);
    return wrong === undefined ? [] : [{ pointer: pointerOf(['data', field.key]), ...wrong }];
  });
}

/** The data as it is stored: fields of the kind in their one form, those without a value left out. */
export function storedData(kind: string, data: Data): Data {
  const fields = new Map(recordType(kind).fields.map((field) => [field.key, field]));
  const kept = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    const field = fields.get(key);
    if (field === undefined) return [[key, value]];
    return isNothing(value) ? [] : [[key, stored(field, value)]];
  });
  return Object.fromEntries(kept);
}

function stored({ type }: RecordField, value: unknown): FieldValue {
  const { store } = FIELD_TYPES[type];
  return store === undefined ? (value as FieldValue) : store(value);
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * Whether a module shows records of the kind: those whose type belongs to it. What belongs to no module of the account
 * shows in every one, so that nothing shared is ever out of reach.
 */
export function showsKind(
  modules: readonly { readonly key: string }[],
  module: string,
  kind: string,
): boolean {
  const { module: own } = recordType(kind);
  return own === module || !modules.some(({ key }) => key === own);
}
