import { IMPORT_RESULTS, IMPORT_STATUSES } from '../../workflows/contract';
import { scalars, z } from '../http';
import { fieldError } from '../http/schemas/problem';

/** JSON rows; each is checked by itself, so that one bad row does not refuse the others. */
export const importRows = z
  .strictObject({
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .openapi({ description: 'Each like the body of POST /v1/invitations. A CSV file takes its place.' }),
  })
  .openapi('NewImport');

const count = z.int().min(0);

/** An import as every endpoint answers it. */
export const importView = z
  .object({
    id: z.string(),
    status: z.enum(IMPORT_STATUSES),
    dryRun: z.boolean(),
    source: z.enum(['csv', 'json']),
    columns: z
      .array(z.object({ name: z.string(), fills: z.string() }))
      .openapi({ description: 'Names in the header, and what each fills; `-` is passed over.' }),
    encoding: z.string().nullable().openapi({ description: 'What a CSV file was read as.' }),
    total: count.openapi({ description: 'Rows with any content.' }),
    blank: count.openapi({ description: 'Rows without any content, which are passed over.' }),
    done: count,
    created: count,
    alreadyInvited: count,
    alreadyPartner: count,
    invalid: count,
    heldUntil: scalars.instant.nullable().openapi({
      description: 'Rows wait until then, because the daily number of invitation e-mails is used up.',
    }),
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
    endedAt: scalars.instant.nullable(),
    workflow: z.object({ id: z.string(), url: z.string().nullable() }).nullable(),
  })
  .openapi('Import');

export type ImportView = z.output<typeof importView>;

/** What became of a row; `pending` when it is not known yet. */
export const rowResult = z.enum([...IMPORT_RESULTS, 'pending']);

/** One row of an import. */
export const importRow = z
  .object({
    row: z.int().min(1).openapi({ description: 'Counts from 1, the header aside.' }),
    result: rowResult,
    invitationId: z.string().nullable(),
    partnerName: z.string(),
    contactEmail: z.string(),
    cells: z.array(z.string()).openapi({ description: 'As they came in, one for each column.' }),
    errors: z.array(fieldError),
  })
  .openapi('ImportRow');

export type ImportRowView = z.output<typeof importRow>;
