import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { Endpoint } from '../endpoint';
import { Problem } from '../problem';

const JSON_LIMIT_BYTES = 64 * 1024;

const parseJson = express.json({ limit: JSON_LIMIT_BYTES, strict: false, type: 'application/json' });

/** Reads the body of a request in the form that its endpoint takes. */
export async function readBody(
  endpoint: Endpoint,
  request: Request,
  response: Response,
): Promise<{ json?: unknown; raw?: Buffer }> {
  if (!hasBody(request)) return {};
  const { rawBody } = endpoint;
  if (rawBody !== undefined && typeof request.is([...rawBody.contentTypes]) === 'string') {
    const types = [...rawBody.contentTypes];
    await through(express.raw({ limit: rawBody.limitBytes, type: types }), request, response);
    return { raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) };
  }
  if (request.is('application/json') !== 'application/json' || !isUtf8(request)) {
    throw new Problem('unsupported-media-type');
  }
  await through(parseJson, request, response);
  return { json: request.body as unknown };
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

function through(middleware: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void middleware(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Problem('malformed-json'));
    });
  });
}
