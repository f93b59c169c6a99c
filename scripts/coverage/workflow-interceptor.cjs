// Is bundled with the workflows in a coverage run. A sandbox can tell the outside something by a sink only
// (as in @temporalio/nyc-test-coverage).
const { proxySinks } = require('@temporalio/workflow');

const { coverage } = proxySinks();

/** Tells which statements ran since it last told. */
function tell() {
  const ran = {};
  for (const [file, { s: counts }] of Object.entries(globalThis.__coverage__ ?? {})) {
    const ids = Object.keys(counts).filter((id) => counts[id] > 0);
    for (const id of ids) counts[id] = 0;
    if (ids.length > 0) ran[file] = ids;
  }
  if (Object.keys(ran).length > 0) coverage.ran(ran);
}

exports.interceptors = () => ({
  internals: [
    {
      concludeActivation(input, next) {
        tell();
        return next(input);
      },
    },
  ],
});
