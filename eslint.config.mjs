import tseslint from 'typescript-eslint';

/**
 * The packages of the repository and what each may import (docs/architecture.md has the same table).
 * `never` is banned altogether, `typesOnly` may be named by `import type`.
 */
const packages = [
  {
    part: 'workflows/contract',
    never: [
      '../!(contract)/**',
      '../../**',
      'mongoose',
      'express',
      'zod',
      'node:*',
      '@temporalio/client',
      '@temporalio/worker',
      '@temporalio/activity',
    ],
    typesOnly: [],
  },
  {
    part: 'workflows',
    ignores: ['workflows/contract/**'],
    never: [
      '**/models/**',
      '**/api/**',
      '**/worker/**',
      '**/templates/**',
      '**/config/**',
      'mongoose',
      'express',
      'zod',
      'node:*',
      '@temporalio/client',
      '@temporalio/worker',
      '@temporalio/activity',
    ],
    typesOnly: ['**/activities', '**/activities/**'],
  },
  {
    part: 'domain',
    never: [
      '**/models/**',
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/activities/**',
      '**/templates/**',
      '**/config/**',
      'mongoose',
      'express',
      '@temporalio/*',
    ],
    typesOnly: [],
  },
  {
    part: 'activities',
    never: [
      '**/models/**',
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      'mongoose',
      'express',
      '@temporalio/worker',
    ],
    typesOnly: [],
  },
  {
    part: 'models',
    never: [
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/activities/**',
      '**/templates/**',
      'express',
      '@temporalio/client',
      '@temporalio/worker',
    ],
    typesOnly: [],
  },
  {
    part: 'templates',
    never: [
      '**/models/**',
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/activities/**',
      'mongoose',
      'express',
      '@temporalio/*',
    ],
    typesOnly: ['**/workflows/contract', '**/workflows/contract/**', '**/domain/**'],
  },
  {
    part: 'api',
    never: ['**/web/**', '**/worker/**', '**/activities', '**/activities/**', '@temporalio/worker'],
    typesOnly: [],
  },
  {
    part: 'web',
    never: [
      '**/models',
      '**/models/**',
      '**/worker/**',
      '**/activities',
      '**/activities/**',
      'mongoose',
      '@temporalio/*',
    ],
    typesOnly: [],
  },
  { part: 'worker', never: ['**/api/**', '**/web/**', 'express'], typesOnly: [] },
  {
    part: 'storage',
    never: [
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/models/**',
      '**/activities/**',
      '**/templates/**',
      '**/workflows/**',
      'express',
      'mongoose',
      '@temporalio/*',
    ],
    typesOnly: ['**/config/**'],
  },
  {
    part: 'telemetry',
    never: [
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/models/**',
      '**/activities/**',
      '**/templates/**',
      'express',
      'mongoose',
    ],
    typesOnly: [],
  },
  {
    part: 'engines',
    never: [
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/models/**',
      '**/activities/**',
      '**/templates/**',
      'express',
      '@temporalio/worker',
    ],
    typesOnly: [],
  },
  {
    part: 'config',
    never: [
      '**/api/**',
      '**/web/**',
      '**/worker/**',
      '**/models/**',
      '**/activities/**',
      '**/workflows/**',
      '**/templates/**',
    ],
    typesOnly: [],
  },
  { part: 'client', never: ['../../**', 'node:*', '@*/**'], typesOnly: [] },
  {
    part: 'cli',
    never: [
      '**/api/**',
      '**/web/**',
      '**/domain/**',
      '**/worker/**',
      '**/models/**',
      '**/activities/**',
      '**/workflows/**',
      '**/templates/**',
      '@temporalio/*',
      'mongoose',
      'express',
    ],
    typesOnly: [],
  },
];

const importRules = packages.map(({ part, ignores = [], never, typesOnly }) => ({
  files: [`${part}/**/*.ts`],
  ignores,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(never.length > 0
            ? [{ group: never, message: `The package "${part}" may not import this.` }]
            : []),
          ...(typesOnly.length > 0
            ? [
                {
                  group: typesOnly,
                  allowTypeImports: true,
                  message: `The package "${part}" may import only types from here.`,
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

/**
 * What a cast of an answer of the API looks like. `bodyOf(endpoint, answer)` of test/support/api parses one by its
 * endpoint's schema, pages get the types of what they call, the command line has those of client/. A cast is left
 * in two places, each behind a parse by the schema: `Body` in test/support/api/support.ts and in bodyOf itself.
 */
const castsOfAnswers = [
  'TSAsExpression > MemberExpression.expression[property.name="body"][object.name!="request"]',
  'TSAsExpression > MemberExpression.expression MemberExpression[property.name="body"]',
  'TSAsExpression > Identifier.expression[name="body"]',
  'TSAsExpression > CallExpression.expression[callee.property.name="json"]',
  'TSAsExpression > AwaitExpression.expression CallExpression[callee.property.name=/^(json|status)$/]',
].map((selector) => ({ selector, message: 'Parse the answer by the schema of its endpoint (bodyOf).' }));

export default tseslint.config(
  {
    ignores: [
      '.cache/',
      'lib/',
      'client/dist/',
      'client/src/openapi.ts',
      'node_modules/',
      '.data*/',
      'coverage/',
      'test/replay/histories/',
      '.screenshots/',
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/only-throw-error': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in config/env.ts only.' },
      ],
    },
  },
  ...importRules,
  {
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setImmediate', 'fetch'],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > VariableDeclaration[kind="let"]',
          message: 'Module state is shared between workflows.',
        },
      ],
    },
  },
  {
    files: ['web/**/*.ts', 'cli/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...castsOfAnswers] },
  },
  {
    files: ['web/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...castsOfAnswers,
        {
          selector: 'MemberExpression[property.name="stores"], Property[key.name="stores"]',
          message: 'Pages call endpoints of the API.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'cli/**/*.ts', 'engines/**/*.ts'],
    rules: {
      'no-restricted-properties': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
