/** The type with every member and every list of it read-only, however deep. */
export type Immutable<T> = T extends (infer I)[]
  ? readonly Immutable<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T;
