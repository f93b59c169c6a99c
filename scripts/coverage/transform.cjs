const { createHash } = require('node:crypto');
const swc = require('@swc/jest');
const { instrument } = require('./instrument.cjs');

/** What jest does with TypeScript in a coverage run: as ever, and the product counts. */
exports.createTransformer = (options) => {
  const { process, getCacheKey } = swc.createTransformer(options);
  return {
    canInstrument: true,
    process: (source, file, jest) =>
      process(jest.instrument ? instrument(source, file).code : source, file, jest),
    getCacheKey: (source, file, jest) =>
      createHash('sha256')
        .update(`coverage ${jest.instrument} ${getCacheKey(source, file, jest)}`)
        .digest('hex'),
  };
};
