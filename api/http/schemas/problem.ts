import { PROBLEMS } from '../problem';
import { z } from './zod';

/** RFC 9457 problem details as Usher writes them. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(PROBLEMS) as [string, ...string[]]),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    invitationId: z.string().optional(),
    currentStatus: z.string().optional(),
  })
  .openapi('Problem');
