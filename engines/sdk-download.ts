import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { version } from '@temporalio/common/package.json';
import { cached } from './cache';
import { needHost } from './programs';
import { NotApplicable, type Log } from './types';

/** A program that the SDK downloads. */
export type SdkProgram = 'dev-server' | 'test-server';

const DOWNLOAD_HOST = 'temporal.download';

/**
 * The path of a server binary that the SDK's testing package downloads by itself.
 *
 * The package has no call that only downloads, so one environment is started and ended; the binary it
 * leaves in the folder it was told to use is what we are after.
 *
 * @throws {@link NotApplicable} when the download is out of reach.
 */
export async function binaryFromSdk(kind: SdkProgram, log: Log): Promise<string> {
  const folder = await cached(`sdk-${kind}-${version}`, async (downloadDir) => {
    await needHost(DOWNLOAD_HOST);
    log(`Downloading Temporal's ${kind} by the SDK ...`);
    const { TestWorkflowEnvironment } = await import('@temporalio/testing').catch(() => {
      throw new NotApplicable('@temporalio/testing is not installed');
    });
    const server = { executable: { type: 'cached-download', downloadDir } } as const;
    const environment = await (
      kind === 'dev-server'
        ? TestWorkflowEnvironment.createLocal({ server })
        : TestWorkflowEnvironment.createTimeSkipping({ server })
    ).catch((error: unknown) => {
      throw new NotApplicable(error instanceof Error ? error.message : String(error));
    });
    await environment.teardown();
  });
  const [binary] = (await readdir(folder)).filter((name) => !name.endsWith('.downloading'));
  if (binary === undefined) throw new NotApplicable('the SDK left no binary in its download folder');
  return path.join(folder, binary);
}
