import { DOCUMENT_STATES } from '../../domain/documents/document';
import { FILE_TYPE_NAMES, FILE_TYPES } from '../../domain/documents/file-types';
import { MOST_BYTES } from '../../domain/documents/limits';
import { scalars, z } from '../http';

/** What is known of a file; its bytes have an endpoint of their own. */
export const documentView = z
  .object({
    id: z.string(),
    field: z.string().openapi({ description: 'Key of the custom field that it answers.' }),
    name: z.string(),
    type: z.enum(FILE_TYPE_NAMES),
    bytes: z.int(),
    sha256: z.string(),
    state: z.enum(DOCUMENT_STATES).exclude(['removing']).openapi({
      description: 'Only a clean one can be downloaded; the bytes of an infected one are gone.',
    }),
    uploadedBy: z.object({ kind: z.enum(['invitee', 'user']), id: z.string() }),
    createdAt: scalars.instant,
  })
  .openapi('Document');

export type DocumentView = z.output<typeof documentView>;

/** The same for whoever holds the link. */
export const uploadedDocument = documentView
  .pick({ id: true, field: true, name: true, type: true, bytes: true, state: true })
  .openapi('UploadedDocument');

/** Of which field the file is the answer, and what it is called. */
export const uploadQuery = z.strictObject({
  field: scalars.key,
  name: z.string().min(1).max(300).openapi({
    description: 'The name of the file; its ending says what it is, and its content has to agree.',
    example: 'trade-register.pdf',
  }),
});

/** A file as the body of a request. Which type it is declared as changes nothing. */
export const fileBody = {
  contentTypes: [
    'application/octet-stream',
    ...new Set(Object.values(FILE_TYPES).map(({ contentType }) => contentType.split(';', 1).join(''))),
  ],
  limitBytes: MOST_BYTES,
} as const;
