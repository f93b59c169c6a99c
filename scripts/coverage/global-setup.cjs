const { existsSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { bundleWorkflowCode } = require('@temporalio/worker');
const ordinary = require('../../test/support/global-setup');

const root = path.resolve(__dirname, '../..');

/** The ordinary setup, and then a bundle whose workflows count. */
module.exports = async (...args) => {
  await ordinary.default(...args);
  if (!existsSync(path.join(root, 'workflows', 'index.ts'))) return;
  const quiet = () => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', 'index.ts'),
    workflowInterceptorModules: [
      path.join(root, 'workflows', 'trace-interceptors.ts'),
      path.join(__dirname, 'workflow-interceptor.cjs'),
    ],
    logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: console.warn, error: console.error },
    webpackConfigHook: counting,
  });
  const file = path.join(process.env.USHER_COVERAGE, 'workflow-bundle.js');
  writeFileSync(file, code);
  process.env.USHER_TEST_WORKFLOW_BUNDLE = file;
};

function counting(config) {
  const rule = {
    test: /\.ts$/,
    include: path.join(root, 'workflows'),
    enforce: 'pre',
    use: require.resolve('./workflow-loader.cjs'),
  };
  return { ...config, module: { ...config.module, rules: [...config.module.rules, rule] } };
}
