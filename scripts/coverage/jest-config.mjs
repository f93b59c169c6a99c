import fs from 'node:fs';
import path from 'node:path';
import { root } from '../support.mjs';

/** Jest's configuration of package.json, changed so that everything counts what it runs. */
export function jestConfig(folder) {
  const { jest } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const ours = (name) => path.join(root, 'scripts', 'coverage', name);
  return {
    ...jest,
    rootDir: root,
    transform: { ...jest.transform, '^.+\\.ts$': ours('transform.cjs') },
    globalSetup: ours('global-setup.cjs'),
    moduleNameMapper: {
      '^@temporalio/worker$': ours('temporal-worker.cjs'),
      '^node:child_process$': ours('child-process.cjs'),
    },
    collectCoverage: true,
    coverageDirectory: folder,
    coverageReporters: ['json'],
    coveragePathIgnorePatterns: ['/node_modules/', '<rootDir>/(bench|examples|lib|test|scripts/coverage)/'],
  };
}
