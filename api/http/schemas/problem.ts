import { PROBLEMS } from '../problem';
import { instant } from './scalars';
import { z } from './zod';

/** One thing that is wrong with what was sent. */
export const fieldError = z.object({
  pointer: z.string(),
  detail: z.string(),
  code: z.string().optional().openapi({ description: 'Names the rule, where it is one of many fields.' }),
  limit: z.union([z.number(), z.string()]).optional().openapi({ description: 'What the rule allows.' }),
});

/** RFC 9457 problem details as Usher writes them. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as [string, ...string[]]),
    errors: z.array(fieldError).optional(),
    invitationId: z.string().optional(),
    currentStatus: z.string().optional(),
    changedBy: z.object({ id: z.string(), name: z.string() }).nullable().optional().openapi({
      description: 'Of `precondition-failed`: who changed it last; null for an operator or the system.',
    }),
    changedAt: instant.optional(),
  })
  .openapi('Problem');
