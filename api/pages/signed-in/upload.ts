import express from 'express';
import type { RequestHandler } from 'express';
import { Problem } from '../../problem';

const LIMIT = '11mb';
const raw = express.raw({ type: 'multipart/form-data', limit: LIMIT });

/** Reads a form that may hold a file; its text becomes a field like any other. */
export const uploadBody: readonly RequestHandler[] = [
  raw,
  async (request, _response, next) => {
    const body: unknown = request.body;
    const type = request.headers['content-type'];
    if (!Buffer.isBuffer(body) || type === undefined) {
      next();
      return;
    }
    request.body = await fieldsOf(body, type);
    next();
  },
];

async function fieldsOf(body: Buffer, type: string): Promise<Record<string, string>> {
  const upload = new Response(new Uint8Array(body), { headers: { 'content-type': type } });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- discouraged for uploads of any size; this one is small
  const form = await upload.formData().catch(() => {
    throw new Problem('payload-too-large', { detail: 'The upload cannot be read.' });
  });
  const fields: Record<string, string> = {};
  for (const [name, value] of form) fields[name] = typeof value === 'string' ? value : await value.text();
  return fields;
}
