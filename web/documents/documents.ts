import * as api from '../../api';
import type { CustomField } from '../../domain/programs/program';
import { isFile } from '../../domain/programs/field-types';
import { Problem } from '../../api/http/problem';
import { customName } from '../kit/custom-fields-form';
import { type FormBody, textOf } from '../kit/form-body';
import { fileSize } from '../kit/format';
import type { KnownFile } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';

/** The file behind an answer, to be saved. */
export function documentPages(pages: Pages): void {
  pages.get('/documents/:id', (context) => context.sendFile(api.getDocumentsByIdContent));
}

/** The files that a form names, by their IDs; one that is not there, or not for this reader, is left out. */
export async function filesIn(
  context: PageContext,
  fields: readonly CustomField[],
  values: FormBody,
): Promise<ReadonlyMap<string, KnownFile>> {
  const ids = fields
    .filter(({ type }) => isFile(type))
    .map(({ key }) => textOf(values, customName(key)))
    .filter((id) => id !== '');
  const found = await Promise.all(ids.map((id) => fileWith(context, id)));
  return new Map(found.flat());
}

async function fileWith(context: PageContext, id: string): Promise<[string, KnownFile][]> {
  try {
    const { name, bytes } = await context.call(api.getDocumentsById, { params: { id } });
    return [[id, { name, size: fileSize(bytes), href: `/documents/${id}` }]];
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return [];
    throw error;
  }
}
