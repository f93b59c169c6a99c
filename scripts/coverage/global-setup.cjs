const { writeFileSync } = require('node:fs');
const path = require('node:path');
const ordinary = require('../../test/support/global-setup');

const root = path.resolve(__dirname, '../..');

/** The ordinary setup, and then a bundle whose workflows count. */
module.exports = async (...args) => {
  await ordinary.default(...args);
  const code = await ordinary.bundledWorkflows(console.error, {
    interceptors: [path.join(__dirname, 'workflow-interceptor.cjs')],
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
