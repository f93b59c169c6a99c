type Tests = (title: string, run: jest.ProvidesCallback, timeoutMs?: number) => void;

interface Needing {
  readonly it: Tests;
  readonly describe: (title: string, tests: () => void) => void;
}

/**
 * Tests that need something which not every machine has. Without it they are skipped, with the reason in their
 * title, and `npm test` names them at its end; in CI they fail, unless `TEST_MAY_SKIP` (several with commas) says
 * that this one lacks it.
 */
export function needing(what: string, isThere: boolean): Needing {
  if (isThere) return { it, describe };
  const allowed = (process.env['TEST_MAY_SKIP'] ?? '').split(',');
  if (process.env['CI'] && !allowed.includes(what)) {
    const refuse = () => {
      throw new Error(`There is no ${what}; say so with TEST_MAY_SKIP if there need not be.`);
    };
    return {
      it: (title) => it(title, refuse),
      describe: (title) => describe(title, () => it('run', refuse)),
    };
  }
  return {
    it: (title, run) => it.skip(titled(title, what), run),
    describe: (title, tests) => describe.skip(titled(title, what), tests),
  };
}

/** Read by scripts/test-run.mjs. */
const titled = (title: string, what: string) => `${title} (needs ${what})`;
