const { instrument } = require('./instrument.cjs');

/** Webpack's step for workflows in a coverage run, before the types are taken away. */
module.exports = function load(source) {
  return instrument(source, this.resourcePath).code;
};
