import path from 'node:path';

/**
 * Runs several test files as one: what they load is loaded once. Each has its own part of the report, and its
 * environment, clock and spies end with it.
 */
export function together(files: readonly string[]): void {
  for (const file of files) {
    describe(file, () => {
      const environment = { ...process.env };
      jest.requireActual(path.resolve(__dirname, '../..', file));
      afterAll(() => {
        jest.useRealTimers();
        jest.restoreAllMocks();
        process.env = environment;
      });
    });
  }
}
