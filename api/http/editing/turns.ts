import { setTimeout as pause } from 'node:timers/promises';
import type { IdempotencyHandle } from '../../../models';
import type { ApiDeps } from '../../deps';
import { Problem } from '../problem';

const MOST_LOOKS = 80;
const LOOK_AGAIN_MS = 25;

/**
 * Edits of one thing are made one after the other, wherever they come in: nothing changes between the look at what is
 * there and the write. The turn of a process that died ends after a minute.
 *
 * @throws {@link Problem} 503 `overloaded` when the turn does not come
 */
export async function inTurn<T>(deps: ApiDeps, thing: string, edit: () => Promise<T>): Promise<T> {
  const turn = await takeTurn(deps, thing);
  try {
    return await edit();
  } finally {
    await deps.stores.idempotencyKeys
      .abandon(turn)
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'the turn of an edit was not given back'));
  }
}

async function takeTurn({ stores }: ApiDeps, thing: string): Promise<IdempotencyHandle> {
  const request = { scope: 'edits', method: 'PUT', path: thing, key: 'turn', fingerprints: [''] };
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const begun = await stores.idempotencyKeys.begin(request);
    if (begun.kind === 'fresh') return begun.handle;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Problem('overloaded');
}
