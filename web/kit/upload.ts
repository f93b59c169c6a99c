import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { whileBodyComes } from '../../api/http/limits/overload';
import { invite, receive, requireReadable } from '../../api/http/body/read-bytes';
import { IMPORT_LIMITS } from '../../api/imports/read-csv';
import { Problem, problemOf } from '../../api/http/problem';
import type { FormBody } from './form-body';

/** A file that came with a form; of one that is too large the beginning. */
export interface SentFile {
  /** Name of its field in the form. */
  readonly field: string;
  /** As its sender calls it. */
  readonly name: string;
  readonly content: Buffer;
  readonly isTooLarge: boolean;
}

/** A form that may hold files. */
export interface FilledForm {
  readonly fields: FormBody;
  readonly files: readonly SentFile[];
}

/** How much a form may hold. */
export interface FormLimits {
  /** Everything together. */
  readonly bytes: number;
  readonly fileBytes: number;
  readonly files: number;
  readonly fields: number;
}

/** A form that may hold one file. */
export interface Upload {
  readonly fields: FormBody;
  readonly file: Buffer | undefined;
}

/** The file, and the fields around it. */
const IMPORT_FORM: FormLimits = {
  bytes: IMPORT_LIMITS.fileBytes + 64 * 1024,
  fileBytes: IMPORT_LIMITS.fileBytes,
  files: 1,
  fields: 20,
};

/** Whether fields of the form that came before its first file let the file in; throws to end the reading. */
type Accept = (fields: FormBody) => boolean;

/**
 * Reads a form with a file as it comes in. Fields come before the file in every form of ours: `accept` is asked once
 * they are known, before the first byte of a file, and ends the reading by throwing.
 *
 * @throws {@link Problem} 413, 415, 400, 408, 429, 503, and what `accept` throws
 */
export async function readUpload(
  request: Request,
  response: Response,
  accept: (fields: FormBody) => void,
): Promise<Upload> {
  const letIn = (fields: FormBody) => {
    accept(fields);
    return true;
  };
  const { fields, files } = await readFiles(request, response, letIn, IMPORT_FORM);
  letIn(fields);
  const [file] = files;
  if (file?.isTooLarge === true) throw new Problem('payload-too-large');
  return { fields, file: file === undefined || file.content.length === 0 ? undefined : file.content };
}

/**
 * Reads a form with any number of files as it comes in. `accept` is asked before each file with the fields that came
 * before it: what it does not let in is read and thrown away.
 *
 * @throws {@link Problem} 413, 415, 400, 408, 429, 503, and what `accept` throws
 */
export function readFiles(
  request: Request,
  response: Response,
  accept: Accept,
  limits: FormLimits,
): Promise<FilledForm> {
  requireReadable(request, limits.bytes);
  const parser = parserOf(request, limits);
  return whileBodyComes(request, (slow) => {
    invite(request, response);
    return collect(request, parser, accept, { bytes: limits.bytes, slow });
  });
}

async function collect(
  request: Request,
  parser: BusboyInstance,
  accept: Accept,
  { bytes, slow }: { readonly bytes: number; readonly slow: AbortSignal },
): Promise<FilledForm> {
  const refused = new AbortController();
  const feed = (chunk: Buffer) => {
    if (parser.write(chunk)) return;
    request.pause();
    parser.once('drain', () => request.resume());
  };
  const stop = AbortSignal.any([slow, refused.signal]);
  const received = receive(request, bytes, stop, feed).then(() => parser.end());
  try {
    const [filled] = await Promise.all([partsOf(parser, accept), received]);
    return filled;
  } catch (error) {
    refused.abort(error);
    parser.removeAllListeners().on('error', () => undefined);
    if (error instanceof Problem) throw error;
    throw new Problem('malformed-json', { detail: 'The form cannot be read.' });
  }
}

/** The fields and the files of the form, as the parser comes upon them. */
function partsOf(parser: BusboyInstance, accept: Accept): Promise<FilledForm> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string[]>();
    const files: (Omit<SentFile, 'content'> & { chunks: Buffer[] })[] = [];
    const tooLarge = () => reject(new Problem('payload-too-large'));
    parser.on('field', (name, value, _cut, wasCut) => {
      if (wasCut) tooLarge();
      else fields.set(name, [...(fields.get(name) ?? []), value]);
    });
    parser.on('file', (field, stream, given: string | undefined) => {
      const file = { field, name: given ?? '', chunks: [] as Buffer[], isTooLarge: false };
      stream.on('error', reject);
      try {
        if (!accept(formOf(fields))) {
          stream.resume();
          return;
        }
      } catch (error) {
        reject(problemOf(error));
        return;
      }
      files.push(file);
      stream.on('data', (chunk: Buffer) => file.chunks.push(chunk));
      stream.on('limit', () => (file.isTooLarge = true));
    });
    for (const event of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) parser.on(event, tooLarge);
    parser.on('error', reject).on('finish', () => {
      const sent = files.map(({ chunks, ...file }) => ({ ...file, content: Buffer.concat(chunks) }));
      resolve({ fields: formOf(fields), files: sent });
    });
  });
}

/** One text per name, several where a name came more than once. */
function formOf(fields: ReadonlyMap<string, readonly string[]>): FormBody {
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length > 1 ? [...values] : values[0]]),
  );
}

function parserOf({ headers }: Request, { fileBytes, files, fields }: FormLimits): BusboyInstance {
  const limits = {
    fields,
    files,
    parts: fields + files,
    fieldSize: IMPORT_LIMITS.fileBytes,
    fileSize: fileBytes,
    headerPairs: 50,
  };
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits });
  } catch {
    throw new Problem('unsupported-media-type');
  }
}
