import { AsyncLocalStorage } from 'node:async_hooks';
import v8 from 'node:v8';

// For every test file: files follow one another in a process, and what one of them hooks into every promise would
// slow down all that come after it.

type Storage = AsyncLocalStorage<unknown>;
interface Hooked {
  /** Called with the first use, by the versions of Node that hook such a storage into every promise. */
  _enable?: (this: Storage) => void;
  /** Those in use since the last file began. */
  [IN_USE]?: Set<Storage>;
}
const IN_USE = Symbol.for('usher.test.storagesInUse');

const prototype = AsyncLocalStorage.prototype as Storage & Hooked;
const enable = prototype._enable;
if (enable !== undefined && prototype[IN_USE] === undefined) {
  const inUse = (prototype[IN_USE] = new Set<Storage>());
  prototype._enable = function () {
    inUse.add(this);
    enable.call(this);
  };
}
for (const storage of prototype[IN_USE] ?? []) storage.disable();
prototype[IN_USE]?.clear();

// Histories are replayed in this very thread, where the SDK would note a stack for each promise of the process.
v8.promiseHooks.createHook = () => () => undefined;

// Jest keeps a hundred frames of every error and looks up the source of each.
Error.stackTraceLimit = 20;
