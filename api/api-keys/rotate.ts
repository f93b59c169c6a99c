import type { ApiKeyDoc } from '../../models';
import { durationMs } from '../../workflows/contract';
import { type Caller, defineEndpoint, found, ok, Problem } from '../http';
import { askingKey, expiryOf } from './limits';
import { createdApiKey, presentApiKey, rotation } from './schema';

/**
 * A new key in the place of one of the caller's own: same name, user and scopes. For a while the old one opens too, so
 * that nothing that runs has to stop.
 */
export const postApiKeysByIdRotate = defineEndpoint({
  route: 'post /v1/api-keys/{id}/rotate',
  summary: 'Rotate an API key',
  access: { scope: 'api-keys:write' },
  shownOnce: 'key',
  audit: 'api_key_rotated',
  body: rotation,
  responses: { 200: { description: 'The new key, in clear for the only time.', schema: createdApiKey } },
  async handler({ deps, caller, params: { id }, body: { oldKeyValidFor = 'P1D', expiresAt } }) {
    const { accountId } = caller;
    const key = found(await deps.stores.apiKeys.find(accountId, id));
    requireOwn(caller, key);
    const ends = expiresAt === undefined ? key.expiresAt : new Date(expiresAt);
    const rotated = await deps.stores.apiKeys.rotate(accountId, id, {
      oldValidUntil: new Date(Date.now() + (durationMs(oldKeyValidFor) ?? 0)),
      expiresAt: expiryOf(ends, await askingKey(deps, caller)),
    });
    const { key: secret, apiKey } = found(rotated);
    const body = { ...presentApiKey(apiKey), key: secret };
    return { ...ok(body), audit: { after: { oldValidUntil: body.old?.validUntil ?? null } } };
  },
});

/** Whoever rotates a key holds it afterwards: nobody gets one of somebody else, or one worth more than their own. */
function requireOwn({ userId, accessEpoch, narrowedTo }: Caller, key: ApiKeyDoc): void {
  if (key.userId !== userId) {
    const detail = 'A key is rotated by the user it acts as. Revoke it, and let them make another.';
    throw new Problem('forbidden', { detail });
  }
  // It died with an older password; that its secret is known again would bring it back.
  if ((key.accessEpoch ?? 0) !== accessEpoch) throw new Problem('not-found');
  const isWider = key.scopes === null || key.scopes.some((scope) => narrowedTo?.has(scope) === false);
  if (narrowedTo !== null && isWider) {
    throw new Problem('forbidden', { detail: 'The key has scopes that the calling one lacks.' });
  }
}
