import type { Request, Response } from 'express';
import { MOST_BYTES } from '../../domain/documents/limits';
import { type FieldError, pointerOf, violation } from '../../domain/field-error';
import { takeUploadSlot } from '../../api/http/limits/upload-slots';
import { Problem } from '../../api/http/problem';
import { customName } from '../kit/custom-fields-form';
import { fileInput, removalBox } from '../kit/forms';
import { type FormBody, textOf } from '../kit/form-body';
import { type FilledForm, type FormLimits, readFiles, type SentFile } from '../kit/upload';

/** A form with answers: as many fields as a program can have, and files up to a little more than the largest one. */
export const DOCUMENT_FORM: FormLimits = {
  bytes: MOST_BYTES + 5_000_000,
  fileBytes: MOST_BYTES,
  files: 100,
  fields: 500,
};

/** Whether a form was sent with the files that were chosen in it. */
export function holdsFiles(request: Request): boolean {
  return typeof request.is('multipart/form-data') === 'string';
}

/** Files of strangers take places, like those that come over the API. */
export async function whileFilesAreTaken<T>(
  { request }: { readonly request: Request },
  work: () => Promise<T>,
): Promise<T> {
  if (!holdsFiles(request)) return work();
  const release = takeUploadSlot({ ip: request.ip ?? 'unknown', limitBytes: DOCUMENT_FORM.bytes });
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * The fields of a form whose files nobody takes.
 *
 * @throws {@link Problem} 413 and whatever else reading may come to
 */
export async function fieldsOnly(request: Request, response: Response): Promise<FormBody> {
  return (await readFiles(request, response, () => false, DOCUMENT_FORM)).fields;
}

/** Stores one file for the field of the key; returns its ID. */
type Store = (key: string, file: SentFile) => Promise<string>;

/**
 * The form with the IDs of its files in their fields, as if they had been typed there, and what is wrong with those
 * that were not taken. What was uploaded is kept, whatever else is wrong with the form.
 */
export async function withFileIds(
  { fields: form, files }: FilledForm,
  store: Store,
): Promise<{ readonly form: FormBody; readonly problem?: Problem }> {
  const values: Record<string, string> = { ...removed(form) };
  const errors: FieldError[] = [];
  for (const file of files.filter(isChosen)) {
    const key = keyOf(file);
    if (key === undefined) continue;
    try {
      if (file.isTooLarge) throw tooLarge(key);
      values[customName(key)] = await store(key, file);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'validation-failed') throw error;
      errors.push(...(error.options.errors ?? []));
    }
  }
  const filled = { ...form, ...values };
  return errors.length === 0
    ? { form: filled }
    : { form: filled, problem: new Problem('validation-failed', { errors }) };
}

const PREFIX = fileInput(customName(''));

function keyOf({ field }: SentFile): string | undefined {
  return field.startsWith(PREFIX) ? field.slice(PREFIX.length) : undefined;
}

/** Whether a file was chosen: a field in which nothing was comes as a file without a name. */
export const isChosen = ({ name, content }: SentFile): boolean => name !== '' || content.length > 0;

/** Fields whose box says that their file is to go. */
function removed(form: FormBody): Record<string, string> {
  const prefix = removalBox('');
  const names = Object.keys(form).filter((name) => name.startsWith(prefix) && textOf(form, name) === 'on');
  return Object.fromEntries(names.map((name) => [name.slice(prefix.length), '']));
}

function tooLarge(key: string): Problem {
  const error = {
    pointer: pointerOf(['customFields', key]),
    ...violation('file_large', MOST_BYTES / 1_000_000),
  };
  return new Problem('validation-failed', { errors: [error] });
}
