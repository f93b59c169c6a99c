// Stands in for @temporalio/worker in the tests of a coverage run: each worker has the sink of workflow-interceptor.cjs.
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const actual = require('../../node_modules/@temporalio/worker');

const file = path.join(process.env.USHER_COVERAGE, `workflows-${process.pid}.txt`);
const known = new Set();

/** Writes down what ran for the first time in this test file. */
function ran(_, statements) {
  const fresh = Object.entries(statements).flatMap(([source, ids]) =>
    ids.map((id) => `${source} ${id}`).filter((one) => !known.has(one)),
  );
  if (fresh.length === 0) return;
  for (const one of fresh) known.add(one);
  appendFileSync(file, fresh.map((one) => `${one}\n`).join(''));
}

const sinks = { coverage: { ran: { fn: ran, callDuringReplay: true } } };

for (const name of ['create', 'runReplayHistory', 'runReplayHistories']) {
  const original = actual.Worker[name];
  actual.Worker[name] = function withSink(options, ...rest) {
    return original.call(this, { ...options, sinks: { ...options.sinks, ...sinks } }, ...rest);
  };
}

module.exports = actual;
