import { SCOPES } from '../../domain/accounts/roles';
import { scalars, z } from '../http';

export const role = z
  .object({
    key: z.string(),
    name: z.string(),
    rank: z.int(),
    scopes: z.array(z.enum(SCOPES)),
    builtIn: z.boolean(),
  })
  .openapi('Role');

/** Scopes by name, each once. */
export const scopeList = z
  .array(z.enum(SCOPES))
  .max(SCOPES.length, `Must have at most ${SCOPES.length} scopes.`)
  .refine((scopes) => new Set(scopes).size === scopes.length, 'Must name each scope once.');

const members = { name: scalars.line(100), rank: z.int().min(0).max(100), scopes: scopeList };

export const newRole = z.strictObject({ key: scalars.key, ...members }).openapi('NewRole');

export const roleChanges = newRole.partial().openapi('RoleChanges');
