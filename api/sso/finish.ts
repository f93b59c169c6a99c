import { browserName } from '../../domain/security/browser-name';
import type { SsoConnectionDoc } from '../../models';
import { type ApiDeps, defineEndpoint, ok, z } from '../http';
import { sameSecret } from '../../domain/security/secrets';
import { signInBySso } from '../sessions/cookies';
import { chosenAccount } from '../sessions/schema';
import { openFlow, type SsoFlow } from './flow';
import { memberOf } from './identity';
import { discoverProvider } from './provider';
import { ssoRefused } from './refusals';
import { flow } from './schema';

/** Ends a sign-in by SSO, in the browser where it began: the member of the account whose provider it is gets a session. */
export const postSessionSsoFinish = defineEndpoint({
  route: 'post /v1/session/sso/finish',
  summary: 'End a sign-in by SSO',
  access: 'public',
  audit: { exempt: 'Signing in audits itself, and so does a refusal.' },
  body: z.strictObject({
    flow,
    query: z
      .string()
      .min(1)
      .max(4_000)
      .openapi({ description: 'Of the address that the provider sent the browser to.' }),
  }),
  responses: {
    200: {
      description: 'Signed in; the answer sets the session cookie.',
      schema: chosenAccount.extend({ next: z.string().nullable() }),
    },
  },
  problems: ['sso-refused', 'identity-provider-unavailable'],
  async handler({ deps, body, headers: sent }) {
    const began = openFlow(body.flow, deps.settings.secret);
    const state = new URLSearchParams(body.query).get('state') ?? '';
    if (began === undefined || !sameSecret(state, began.state)) throw ssoRefused('other-browser');
    const connection = await connectionOf(deps, began);
    const provider = await discoverProvider(deps, connection);
    const claims = await provider.claims(body.query, began);
    const { user, membership } = await memberOf(deps, connection, claims);
    const { cookies, accountId, accounts } = await signInBySso(
      deps,
      user,
      membership,
      browserName(sent['user-agent']),
    );
    const account = accounts.find(({ id }) => id === accountId);
    if (account === undefined) throw ssoRefused('no-member');
    return { ...ok({ account, accounts, next: began.next }), headers: { 'Set-Cookie': cookies } };
  },
});

/** The provider that the sign-in went to, as long as it is that of the account. */
async function connectionOf({ stores }: ApiDeps, began: SsoFlow): Promise<SsoConnectionDoc> {
  const connection = await stores.ssoConnections.find(began.accountId);
  if (connection?.issuer === began.issuer && connection.clientId === began.clientId) return connection;
  throw ssoRefused('other-browser');
}
