import { INVITATION_STATUSES } from '../../workflows/contract';
import { scalars, z } from '../http';

/** Decisions that one call may take. */
export const MAX_DECISIONS = 200;

/** What can be decided about many at once. */
export const BULK_ACTIONS = ['approve', 'reject'] as const;

const wanted = z.strictObject({
  id: z.string().min(1).max(64),
  contentHash: z.string().min(1).max(100).openapi({
    description:
      '`contentHash` of the invitation as it was read; one that changed since then is not decided.',
  }),
});

export const newDecisions = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    reason: scalars.paragraph().optional().openapi({
      description: 'Kept with each decision: the note of an approval, the reason of a rejection.',
    }),
    invitations: z
      .array(wanted)
      .min(1)
      .max(MAX_DECISIONS)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Each invitation once.'),
  })
  .openapi('NewDecisions');

const decided = z
  .object({
    invitationId: z.string(),
    partnerName: z.string().nullable(),
    result: z.enum(['done', 'queued', 'refused']).openapi({
      description: '`queued`: no worker answered yet; Temporal keeps the decision.',
    }),
    status: z.enum(INVITATION_STATUSES).nullable().openapi({
      description: 'The status afterwards; null where it is not known.',
    }),
    problem: z
      .object({
        code: z.string(),
        title: z.string(),
        detail: z.string(),
        currentStatus: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'Why it was refused, as the endpoint for one of them would say it.' }),
  })
  .openapi('DecisionResult');

export const decisions = z
  .object({
    action: z.enum(BULK_ACTIONS),
    done: z.int(),
    queued: z.int(),
    refused: z.int(),
    items: z.array(decided).openapi({ description: 'In the order in which they were asked for.' }),
  })
  .openapi('Decisions');

export type DecisionResult = z.output<typeof decided>;
