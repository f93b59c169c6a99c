import { AsyncLocalStorage } from 'node:async_hooks';
import v8 from 'node:v8';

// For every test file: files follow one another in a process, and what one of them hooks into every promise would
// slow down all that come after it.

type Storage = AsyncLocalStorage<unknown>;
interface Watched {
  /** Called with the first use, by the versions of Node that hook such a storage into every promise. */
  _enable?: (this: Storage) => void;
  /** What ends the hooks that were set since the last file began; one list for all files of the process. */
  endings?: (() => void)[];
}

const prototype = AsyncLocalStorage.prototype as unknown as Watched;
const endings = (prototype.endings ??= watchHooks());
for (const end of endings.splice(0)) end();

function watchHooks(): (() => void)[] {
  const found: (() => void)[] = [];
  // One stays: Node breaks down when the last of its hooks ends in the middle of a promise.
  new AsyncLocalStorage().enterWith(undefined);
  const enable = prototype._enable;
  if (enable !== undefined) {
    prototype._enable = function () {
      found.push(() => this.disable());
      enable.call(this);
    };
  }
  // Where histories are replayed, the SDK notes a stack for each promise of the process. A replay needs that: some
  // orders of events depend on it.
  const { promiseHooks } = v8;
  const create = promiseHooks.createHook.bind(promiseHooks);
  promiseHooks.createHook = (callbacks) => {
    const stop = create(callbacks) as () => void;
    found.push(stop);
    return stop;
  };
  return found;
}

// Jest keeps a hundred frames of every error and looks up the source of each.
Error.stackTraceLimit = 20;
