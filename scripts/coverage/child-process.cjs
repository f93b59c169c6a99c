// Stands in for node:child_process in the tests of a coverage run: what they start writes down what it ran, even
// where they hand it an environment of their own.
const actual = require('child_process');
const { promisify } = require('node:util');

const { USHER_COVERAGE: folder } = process.env;

/** `[program, args?, options?, callback?]` with the variable in the environment. */
function withVariable(given) {
  const args = [...given];
  const at = args.findIndex((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  const options = at === -1 ? {} : args[at];
  const told = { ...options, env: { ...(options.env ?? process.env), NODE_V8_COVERAGE: folder } };
  if (at !== -1) args[at] = told;
  else args.splice(Array.isArray(args[1]) ? 2 : 1, 0, told);
  return args;
}

/** Also as what `promisify` takes instead of it. */
function telling(start) {
  const told = (...args) => start(...withVariable(args));
  const promised = start[promisify.custom];
  return promised === undefined ? told : Object.assign(told, { [promisify.custom]: telling(promised) });
}

const names = ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'exec', 'execSync', 'fork'];
module.exports = { ...actual, ...Object.fromEntries(names.map((name) => [name, telling(actual[name])])) };
