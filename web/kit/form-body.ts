import { parse } from 'node:querystring';
import type { Request, Response } from 'express';
import { readBytes } from '../../api/http/body/read-bytes';
import { Problem } from '../../api/http/problem';

const MOST_FIELDS = 2_000;

/**
 * Reads the fields of a form whose sender was let in; a request without a form has none.
 *
 * @throws {@link Problem} 413
 */
export async function readForm(
  request: Request,
  response: Response,
  limitBytes: number,
): Promise<Readonly<Record<string, string | string[] | undefined>>> {
  if (typeof request.is('application/x-www-form-urlencoded') !== 'string') return {};
  const text = (await readBytes(request, response, limitBytes)).toString('utf8');
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) throw new Problem('payload-too-large');
  return parse(text, '&', '=', { maxKeys: MOST_FIELDS });
}
