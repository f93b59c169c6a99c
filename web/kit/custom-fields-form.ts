import type { CustomField } from '../../domain/programs/program';
import { COUNTRY_CHOICES, countryName } from './format';
import type { Field } from './forms';
import type { FormBody } from './page-context';
import { textOf, textsOf } from './page-context';

/** Name of a custom field in a form. */
export const customName = (key: string): string => `customFields.${key}`;

/** A custom field of a program as a field of a page. */
export function customFormField({ key, type, label, required, help, options = [] }: CustomField): Field {
  const common = { name: customName(key), label, required, help };
  switch (type) {
    case 'textarea':
    case 'checkbox':
      return { ...common, kind: type };
    case 'select':
      return { ...common, kind: 'select', options, blank: 'Please choose' };
    case 'multi-select':
      return { ...common, kind: 'choices', options };
    case 'country':
      return { ...common, kind: 'select', options: COUNTRY_CHOICES, blank: 'Please choose' };
    case 'phone':
      return { ...common, inputType: 'tel' };
    case 'text':
    case 'number':
    case 'date':
    case 'url':
      return { ...common, inputType: type };
  }
}

/** A stored value as a browser would send it. */
export function typedValue(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'boolean') return value ? 'on' : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What was typed, as the API takes it; `undefined` for nothing. */
export function valueOf({ key, type }: CustomField, form: FormBody): unknown {
  const name = customName(key);
  if (type === 'multi-select') return textsOf(form, name);
  if (type === 'checkbox') return textOf(form, name) === 'on';
  const text = textOf(form, name).trim();
  if (text === '') return undefined;
  return type === 'number' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

/** A stored value as people read it. */
export function shownValue({ type, options = [] }: CustomField, value: unknown): string {
  const labelOf = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  if (type === 'checkbox') return value === true ? 'Yes' : value === false ? 'No' : '-';
  const texts = [typedValue(value)].flat();
  const text = texts.map((one) => (type === 'country' ? countryName(one) : labelOf(one))).join(', ');
  return text === '' ? '-' : text;
}
