import type { CustomField } from '../programs/custom-field';
import { isFile } from '../programs/field-types';

/** The IDs of files among the answers, by the keys of their fields. */
export function filesIn(
  fields: readonly CustomField[],
  values: Readonly<Record<string, unknown>> | null,
): ReadonlyMap<string, string> {
  const answered = fields
    .filter(({ type }) => isFile(type))
    .flatMap(({ key }): [string, string][] => {
      const value = values?.[key];
      return typeof value === 'string' ? [[key, value]] : [];
    });
  return new Map(answered);
}
