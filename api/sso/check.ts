import { type ApiDeps, defineEndpoint, found, ok, problemOf } from '../http';
import type { SsoConnectionDoc } from '../../models';
import { proveDomains } from './domains';
import { discoverProvider } from './provider';
import { ssoCheck } from './schema';
import { presentSso } from './view';

/** Asks the provider to describe itself, and looks for the records of domains that are not proven yet. */
export const postSsoCheck = defineEndpoint({
  route: 'post /v1/sso/check',
  summary: 'Check the SSO settings',
  access: { scope: 'sso:write' },
  audit: 'sso_checked',
  responses: { 200: { description: 'What was found.', schema: ssoCheck } },
  problems: ['not-found'],
  async handler({ deps, caller: { accountId } }) {
    const doc = found(await deps.stores.ssoConnections.find(accountId));
    const [detail] = await Promise.all([
      wrongWithProvider(deps, doc),
      proveDomains(deps, accountId, doc.domains),
    ]);
    const provider = { ok: detail === null, detail };
    const body = { provider, connection: await presentSso(deps, doc) };
    return { ...ok(body), audit: { target: { kind: 'account', id: accountId }, after: { provider } } };
  },
});

/** Null when it describes itself as it should. */
async function wrongWithProvider(deps: ApiDeps, doc: SsoConnectionDoc): Promise<string | null> {
  try {
    await discoverProvider(deps, doc);
    return null;
  } catch (error) {
    const { code } = problemOf(error);
    if (code === 'identity-provider-unavailable') return 'It cannot be reached.';
    if (code === 'sso-refused') return 'It does not describe itself as the issuer that is set.';
    throw error;
  }
}
