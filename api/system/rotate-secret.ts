import { currentKey, keyIdOf } from '../../domain/security/key-ring';
import { type ApiDeps, defineEndpoint, ok, z } from '../http';

const secretRotation = z
  .object({
    keyId: z.string().openapi({ description: 'Names the secret of now.' }),
    resealed: z.int().openapi({ description: 'Texts that an older secret had sealed; the one of now does.' }),
    unreadable: z
      .int()
      .openapi({ description: 'Texts of a secret that is not there; they stay as they are.' }),
    auditItems: z
      .array(z.object({ keyId: z.string().nullable(), items: z.int() }))
      .openapi({ description: 'How many items of all audit logs each secret has chained.' }),
  })
  .openapi('SecretRotation');

/** Seals what is kept anew, so that an old secret is needed only for open links and the audit log. */
export const postSecretRotation = defineEndpoint({
  route: 'post /v1/secret-rotation',
  summary: 'Seal everything with the newest secret (instance key)',
  access: 'instance-key',
  audit: { exempt: 'It belongs to no account and changes no content.' },
  responses: { 200: { description: 'What was sealed anew.', schema: secretRotation } },
  async handler({ deps }) {
    const done = await Promise.all(sealing(deps).map((store) => store.reseal()));
    const total = (member: 'resealed' | 'unreadable') => done.reduce((sum, each) => sum + each[member], 0);
    return ok({
      keyId: keyIdOf(currentKey(deps.settings.secret)),
      resealed: total('resealed'),
      unreadable: total('unreadable'),
      auditItems: await deps.stores.auditLog.keys(),
    });
  },
});

/** The stores that keep sealed texts for longer than a day. */
function sealing({ stores }: ApiDeps) {
  const { applyRequests, chatChannels, privacyRequests, ssoConnections, webhookEndpoints } = stores;
  return [applyRequests, chatChannels, privacyRequests, ssoConnections, webhookEndpoints];
}
