import { existsSync } from 'node:fs';
import { startTemporalEngine, type TemporalEngine } from '../../engines';

/** The address of one database on the MongoDB that this jest run shares; tests use one name each. */
export function testMongoUri(databaseName: string): string {
  const uri = new URL(prepared('USHER_TEST_MONGODB_URI'));
  uri.pathname = `/${databaseName}`;
  return uri.toString();
}

/** The `server` option for `TestWorkflowEnvironment.createTimeSkipping`, with the server that was prepared. */
export function timeSkippingServer(): { executable: { type: 'existing-path'; path: string } } {
  return { executable: { type: 'existing-path', path: prepared('USHER_TEST_TIME_SKIPPING_SERVER') } };
}

/** The path of the bundle of all workflows, for `workflowBundle: { codePath }` of a worker. */
export function testWorkflowBundle(): { codePath: string } {
  const codePath = prepared('USHER_TEST_WORKFLOW_BUNDLE');
  if (!existsSync(codePath)) throw new Error(`${codePath} is gone; run jest again`);
  return { codePath };
}

/** A dev server of the test's own, in memory, with Usher's search attributes; call `stop()` at the end. */
export function startTestDevServer(): Promise<TemporalEngine> {
  const log = () => undefined;
  return startTemporalEngine({ dataDir: '.', temporalNamespace: 'default' }, { log, memory: true });
}

function prepared(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: test/support/global-setup.ts did not run`);
  return value;
}
