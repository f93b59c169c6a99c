import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { prepare } from './builder.mjs';
import { root } from './support.mjs';

const name = process.argv[2] ?? '';
if (!/^[a-z-]+$/.test(name)) {
  console.error(
    'usage: node scripts/launch.mjs <name of a script, for example start, demo or bench-import> [args]',
  );
  process.exit(2);
}

await prepare();

const script = path.join(root, 'lib', 'scripts', `${name}.js`);
if (!fs.existsSync(script)) {
  console.error(`There is no scripts/${name}.ts.`);
  process.exit(2);
}
if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
// In this very process, so that a signal sent to npm or to node reaches the script itself. A script
// reads its arguments from process.argv as if it had been started directly.
process.argv.splice(1, 2, script);
const require = createRequire(import.meta.url);
process.setSourceMapsEnabled?.(true);
require(script);

/** npm that was killed could not hand the signal on; its death is the signal then. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
