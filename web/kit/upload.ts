import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { whileBodyComes } from '../../api/http/limits/overload';
import { invite, receive, requireReadable } from '../../api/http/body/read-bytes';
import { IMPORT_LIMITS } from '../../api/imports/read-csv';
import { Problem, problemOf } from '../../api/http/problem';
import type { FormBody } from './form-body';

/** A form that may hold a file. */
export interface Upload {
  readonly fields: FormBody;
  readonly file: Buffer | undefined;
}

/** The file, and the fields around it. */
const LIMIT_BYTES = IMPORT_LIMITS.fileBytes + 64 * 1024;
const MOST_FIELDS = 20;

/**
 * Reads a form with a file as it comes in. Fields come before the file in every form of ours: `accept` is asked once
 * they are known, before the first byte of a file, and ends the reading by throwing.
 *
 * @throws {@link Problem} 413, 415, 400, 408, 429, 503, and what `accept` throws
 */
export function readUpload(
  request: Request,
  response: Response,
  accept: (fields: FormBody) => void,
): Promise<Upload> {
  requireReadable(request, LIMIT_BYTES);
  const parser = parserOf(request);
  return whileBodyComes(request, (slow) => {
    invite(request, response);
    return collect(request, parser, accept, slow);
  });
}

async function collect(
  request: Request,
  parser: BusboyInstance,
  accept: (fields: FormBody) => void,
  slow: AbortSignal,
): Promise<Upload> {
  const refused = new AbortController();
  const feed = (chunk: Buffer) => {
    if (parser.write(chunk)) return;
    request.pause();
    parser.once('drain', () => request.resume());
  };
  const stop = AbortSignal.any([slow, refused.signal]);
  const received = receive(request, LIMIT_BYTES, stop, feed).then(() => parser.end());
  try {
    const [upload] = await Promise.all([partsOf(parser, accept), received]);
    return upload;
  } catch (error) {
    refused.abort(error);
    parser.removeAllListeners().on('error', () => undefined);
    if (error instanceof Problem) throw error;
    throw new Problem('malformed-json', { detail: 'The form cannot be read.' });
  }
}

/** The fields and the file of the form, as the parser comes upon them. */
function partsOf(parser: BusboyInstance, accept: (fields: FormBody) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const chunks: Buffer[] = [];
    const tooLarge = () => reject(new Problem('payload-too-large'));
    const attempt = (work: () => void) => {
      try {
        work();
      } catch (error) {
        reject(problemOf(error));
      }
    };
    parser.on('field', (name, value, _cut, wasCut) => {
      if (wasCut) tooLarge();
      else fields[name] = value;
    });
    parser.on('file', (_name, stream) => {
      attempt(() => accept(fields));
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      stream.on('limit', tooLarge);
    });
    parser.on('error', reject).on('finish', () => {
      attempt(() => {
        accept(fields);
        resolve({ fields, file: chunks.length === 0 ? undefined : Buffer.concat(chunks) });
      });
    });
  });
}

function parserOf({ headers }: Request): BusboyInstance {
  const limits = {
    fields: MOST_FIELDS,
    files: 1,
    parts: MOST_FIELDS,
    fieldSize: IMPORT_LIMITS.fileBytes,
    fileSize: IMPORT_LIMITS.fileBytes,
    headerPairs: 50,
  };
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits });
  } catch {
    throw new Problem('unsupported-media-type');
  }
}
