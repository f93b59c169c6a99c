import { defineEndpoint, found, ok } from '../http';
import { ssoConnection } from './schema';
import { presentSso } from './view';

/** The identity provider of the account, without the secret. */
export const getSso = defineEndpoint({
  route: 'get /v1/sso',
  summary: 'Show the SSO settings',
  access: { scope: 'sso:write' },
  versioned: true,
  responses: { 200: { description: 'The settings.', schema: ssoConnection } },
  problems: ['not-found'],
  handler: async ({ deps, caller }) =>
    ok(await presentSso(deps, found(await deps.stores.ssoConnections.find(caller.accountId)))),
});
