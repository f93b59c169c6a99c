import { mailDomainOf } from '../../domain/sso/mail-domain';
import { defineEndpoint, found, ok, z } from '../http';
import { sealFlow } from './flow';
import { discoverProvider } from './provider';
import { flow } from './schema';

/**
 * Where somebody with this address signs in by SSO. The domain alone decides: whether there is such a user is told to
 * nobody.
 */
export const postSessionSso = defineEndpoint({
  route: 'post /v1/session/sso',
  summary: 'Begin a sign-in by SSO',
  access: 'public',
  audit: { exempt: 'Nobody is signed in yet.' },
  body: z.strictObject({
    email: z.string().min(1).max(254),
    next: z
      .string()
      .max(1_000)
      .optional()
      .openapi({ description: 'Comes back with the end of the sign-in.' }),
  }),
  responses: {
    200: {
      description: 'Send the browser to `url`, keep `flow` in it, and end the sign-in with both.',
      schema: z.object({ url: z.string(), flow, provider: z.string().openapi({ description: 'Its host.' }) }),
    },
  },
  problems: ['not-found', 'sso-refused', 'identity-provider-unavailable'],
  async handler({ deps, body: { email, next = null } }) {
    const domain = found(mailDomainOf(email));
    const { accountId } = found(await deps.stores.ssoDomains.find(domain));
    const connection = found(await deps.stores.ssoConnections.find(accountId));
    const provider = await discoverProvider(deps, connection);
    const { url, ...checks } = await provider.authorize(email.trim());
    const { issuer, clientId } = connection;
    const kept = { accountId, issuer, clientId, ...checks, next };
    return ok({ url, flow: sealFlow(kept, deps.settings.secret), provider: new URL(url).host });
  },
});
