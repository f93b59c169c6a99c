#!/usr/bin/env node
// `npx usher`: runs the compiled command line, compiling it first where its sources are newer (a clone, a pull).
import { existsSync } from 'fs';
import { createRequire } from 'module';
import { enter } from '../scripts/enter.mjs';

enter(async () => {
  if (existsSync(new URL('main.ts', import.meta.url))) {
    // What is printed on the way is no answer of a command.
    const { log } = console;
    console.log = console.error;
    const { prepare } = await import('../scripts/builder.mjs');
    await prepare();
    console.log = log;
  }
  createRequire(import.meta.url)('../lib/cli/main.js');
});
