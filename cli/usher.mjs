#!/usr/bin/env node
// `npx usher`: runs the compiled command line, compiling it first on a fresh clone.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const main = path.join(import.meta.dirname, '..', 'lib', 'cli', 'main.js');
if (!existsSync(main)) {
  // What is printed on the way is no answer of a command.
  console.log = console.error;
  const { ensureInstalled } = await import('../scripts/install.mjs');
  await ensureInstalled();
  const { build } = await import('../scripts/build.mjs');
  await build();
}
createRequire(import.meta.url)(main);
