import { defineEndpoint, found, noContent } from '../http';

/** Ends sign-in by SSO: passwords open again, and nobody is bound any more. Sessions that run go on. */
export const deleteSso = defineEndpoint({
  route: 'delete /v1/sso',
  summary: 'Remove the SSO settings',
  access: { scope: 'sso:write' },
  audit: 'sso_removed',
  responses: { 204: { description: 'There is no SSO any more.' } },
  problems: ['not-found'],
  async handler({ deps, caller: { accountId } }) {
    const { ssoConnections, ssoDomains, ssoIdentities } = deps.stores;
    found((await ssoConnections.remove(accountId)) || undefined);
    await ssoDomains.keepOnly(accountId, []);
    await ssoIdentities.forgetAll(accountId);
    return { ...noContent(), audit: { target: { kind: 'account', id: accountId } } };
  },
});
