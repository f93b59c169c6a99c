const { appendFileSync } = require('node:fs');
const path = require('node:path');

/** Notes each file's result as a line of JSON; unlike jest's own outcome it is written when the run bails out, too. */
module.exports = class {
  onTestResult(_, { testFilePath, testResults, testExecError }) {
    const titles = (status) =>
      testResults.filter((result) => result.status === status).map(({ fullName }) => fullName);
    const failed = testExecError ? [path.relative(process.cwd(), testFilePath)] : titles('failed');
    appendFileSync(
      process.env.USHER_MUTANT_OUTCOME,
      `${JSON.stringify({ passed: titles('passed'), failed })}\n`,
    );
  }
};
