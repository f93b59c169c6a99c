import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { whileBodyComes } from '../../api/http/limits/overload';
import { requireReadable, invite } from '../../api/http/body/read-bytes';
import { IMPORT_LIMITS } from '../../api/imports/read-csv';
import { Problem } from '../../api/http/problem';
import type { FormBody } from './page-context';

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

function collect(
  request: Request,
  parser: BusboyInstance,
  accept: (fields: FormBody) => void,
  slow: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let left = LIMIT_BYTES;
    const fail = (error: unknown) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).pause();
      parser.removeAllListeners().on('error', () => undefined);
      reject(
        error instanceof Problem
          ? error
          : new Problem('malformed-json', { detail: 'The form cannot be read.' }),
      );
    };
    const attempt = (work: () => void) => {
      try {
        work();
      } catch (error) {
        fail(error);
      }
    };
    const onData = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) fail(new Problem('payload-too-large'));
      else if (!parser.write(chunk)) {
        request.pause();
        parser.once('drain', () => request.resume());
      }
    };
    const onEnd = () => {
      request.off('close', onClose);
      parser.end();
    };
    const onClose = () => fail(new Problem('malformed-json'));
    slow.addEventListener('abort', () => fail(slow.reason));
    parser.on('field', (name, value, _cut, wasCut) => {
      if (wasCut) fail(new Problem('payload-too-large'));
      else fields[name] = value;
    });
    parser.on('file', (_name, stream) => {
      attempt(() => accept(fields));
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', fail);
      stream.on('limit', () => fail(new Problem('payload-too-large')));
    });
    parser.on('error', fail).on('finish', () => {
      attempt(() => {
        accept(fields);
        resolve({ fields, file: chunks.length === 0 ? undefined : Buffer.concat(chunks) });
      });
    });
    request.on('data', onData).once('end', onEnd).once('close', onClose);
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
