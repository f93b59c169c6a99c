import type { Request, Response } from 'express';
import type { Endpoint } from '../endpoint';
import { Problem } from '../problem';
import { readBytes } from './read-bytes';

const JSON_LIMIT_BYTES = 64 * 1024;

/** Reads the body of a request in the form that its endpoint takes; nothing of it is read before this. */
export async function readBody(
  endpoint: Endpoint,
  request: Request,
  response: Response,
): Promise<{ json?: unknown; raw?: Buffer }> {
  if (!hasBody(request)) return {};
  const { rawBody } = endpoint;
  if (rawBody !== undefined && typeof request.is([...rawBody.contentTypes]) === 'string') {
    return { raw: await readBytes(request, response, rawBody.limitBytes) };
  }
  if (request.is('application/json') !== 'application/json' || !isUtf8(request)) {
    throw new Problem('unsupported-media-type');
  }
  return { json: parseJson(await readBytes(request, response, JSON_LIMIT_BYTES)) };
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    throw new Problem('malformed-json');
  }
}

/** A body that is announced, empty ones aside. */
function hasBody(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  );
}

/** JSON is UTF-8 (RFC 8259); the parser would take other forms of Unicode as well. */
function isUtf8(request: Request): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}
