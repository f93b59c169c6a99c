#!/usr/bin/env node
// `npx usher`: runs the compiled command line, compiling it first where its sources are newer (a clone, a pull).
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
if (existsSync(path.join(root, 'cli', 'main.ts'))) {
  // What is printed on the way is no answer of a command.
  const { log } = console;
  console.log = console.error;
  const { ensureInstalled } = await import('../scripts/install.mjs');
  await ensureInstalled();
  const { build } = await import('../scripts/build.mjs');
  await build();
  console.log = log;
}
createRequire(import.meta.url)(path.join(root, 'lib', 'cli', 'main.js'));
