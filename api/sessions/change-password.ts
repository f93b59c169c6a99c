import { defineEndpoint, noContent, scalars, z } from '../http';
import { changePassword } from './password';

/** Changes the caller's password; every other session of theirs ends. */
export const postMePassword = defineEndpoint({
  route: 'post /v1/me/password',
  summary: 'Change the own password',
  access: 'signed-in',
  audit: 'password_changed',
  body: z.strictObject({ currentPassword: z.string().min(1).max(1_000), newPassword: scalars.password }),
  responses: { 204: { description: 'Changed.' } },
  async handler({ deps, caller, body, ip }) {
    await changePassword(deps, caller, body, ip);
    return { ...noContent(), audit: { target: { kind: 'user', id: caller.userId } } };
  },
});
