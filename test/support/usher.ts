import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { tokenIn, UsherClient, type InboxMail, type InvitationView } from '../../scripts/demo/client';
import {
  removeDataDir,
  temporaryDataDir,
  UsherProcess,
  type RuntimeFacts,
  type StartOptions,
} from '../../scripts/demo/instance';
import { temporalCliPath } from '../../engines';
import { lookUntil } from './look-until';

export {
  tokenIn,
  UsherClient,
  type Answer,
  type InboxMail,
  type InvitationView,
} from '../../scripts/demo/client';
export { removeDataDir, temporaryDataDir, UsherProcess } from '../../scripts/demo/instance';

/** Long enough for a busy machine: nothing here measures time. */
const EVENTUALLY_MS = 60_000;

/** Nothing of the test run's own settings reaches the instance, which brings up engines of its own. */
const OWN_ENGINES = {
  NODE_ENV: undefined,
  NODE_OPTIONS: undefined,
  MONGODB_URI: undefined,
  TEMPORAL_ADDRESS: undefined,
  TEMPORAL_NAMESPACE: undefined,
  PUBLIC_URL: undefined,
  USHER_SECRET: undefined,
  USHER_INSTANCE_KEY: undefined,
  EMAIL_TRANSPORT: undefined,
  LOG_LEVEL: 'warn',
  RATE_LIMIT_API: '0',
  RATE_LIMIT_PUBLIC: '0',
  LOGIN_ATTEMPTS: '0',
  DAILY_EMAILS_PER_ACCOUNT: '0',
  DAILY_EMAILS_PER_RECIPIENT: '0',
  DAILY_EMAILS_PER_RECIPIENT_OVERALL: '0',
};

/** Starts a script of Usher in a process group of its own, without waiting for it. */
export function spawnUsher(options: StartOptions): UsherProcess {
  return UsherProcess.spawn({ ...options, ownGroup: true, env: { ...OWN_ENGINES, ...options.env } });
}

/** A real, running Usher on a data folder of its own, with callers for its demo people. */
export class RunningUsher {
  private constructor(
    readonly process: UsherProcess,
    readonly facts: RuntimeFacts,
  ) {}

  /** Starts one on the given folder or a new one, and resolves when it serves. */
  static async start(options: Partial<StartOptions> = {}): Promise<RunningUsher> {
    const dataDir = options.dataDir ?? (await temporaryDataDir());
    const process = spawnUsher({ ...options, dataDir });
    return new RunningUsher(process, await process.whenReady());
  }

  get dataDir(): string {
    return this.process.dataDir;
  }
  get stranger(): UsherClient {
    return new UsherClient(this.facts.apiUrl);
  }
  get admin(): UsherClient {
    return this.stranger.withApiKey(this.facts.admin.apiKey);
  }
  get approver(): UsherClient {
    return this.stranger.withApiKey(this.facts.approver.apiKey);
  }
  get operator(): UsherClient {
    return this.stranger.withApiKey(this.facts.operator.apiKey);
  }
  /** Of Globex, the second vendor, whose program needs no approval. */
  get otherAdmin(): UsherClient {
    return this.stranger.withApiKey(this.facts.otherAdmin.apiKey);
  }

  /** Stops it by SIGTERM and answers its exit code. */
  stop(): Promise<number | null> {
    return this.process.stop();
  }

  /** Stops it, unless it is gone, and removes its data. */
  async discard(): Promise<void> {
    if (!this.process.hasEnded) await this.process.stop();
    await removeDataDir(this.dataDir);
  }

  /** Kills the process group at once; with `engines` their groups as well, before they can tidy up. */
  async kill9Group({ engines = false } = {}): Promise<void> {
    const groups = [this.process.pid];
    if (engines) groups.push(...(await this.engineGroups()));
    for (const group of groups) killGroup(group);
    await this.process.ended();
  }

  /** Each engine runs in a session of its own, which its process file names. */
  private async engineGroups(): Promise<number[]> {
    const files = ['temporal.pid', 'mongodb.pid'].map((name) => path.join(this.dataDir, name));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
    return texts.map((text) => Number.parseInt(text, 10)).filter((pid) => pid > 1);
  }

  /** Runs the Temporal CLI against this instance and answers its output; rejects unless it exits with 0. */
  async temporal(...args: string[]): Promise<string> {
    const cli = await temporalCliPath(() => undefined);
    const where = ['--address', this.facts.temporalAddress, '--namespace', this.facts.temporalNamespace];
    const { stdout } = await promisify(execFile)(cli, [...args, ...where], { timeout: 30_000 });
    return stdout;
  }

  /** The newest e-mail of a kind about an invitation, once it is there. */
  mail(invitationId: string, template = 'invitation'): Promise<InboxMail> {
    return eventually(`the ${template} e-mail of ${invitationId}`, async () =>
      (await this.stranger.inbox()).find(
        (mail) => mail.invitationId === invitationId && mail.template === template,
      ),
    );
  }

  /** The newest e-mail of a kind to somebody, once it is there. */
  mailTo(email: string, template: string): Promise<InboxMail> {
    return eventually(`the ${template} e-mail to ${email}`, async () =>
      (await this.stranger.inbox()).find((mail) => mail.to === email && mail.template === template),
    );
  }

  /** The token in the invitation e-mail. */
  async token(invitationId: string): Promise<string> {
    const token = tokenIn(await this.mail(invitationId));
    if (token === undefined) throw new Error('The e-mail holds no token.');
    return token;
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Looks until there is something; an error is passed on at once. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  withinMs = EVENTUALLY_MS,
): Promise<T> {
  const failure = () => `Waited ${withinMs / 1_000} s for ${what}.`;
  return (await lookUntil(look, (found) => found !== undefined, withinMs, failure)) as T;
}

/** Waits until an invitation has a status; an error on the way is passed on. */
export function reaches(
  client: UsherClient,
  id: string,
  status: InvitationView['status'],
): Promise<InvitationView> {
  return eventually(`${id} to become ${status}`, async () => {
    const invitation = await client.invitation(id);
    return invitation.status === status ? invitation : undefined;
  });
}

let guests = 0;

/** The least an invitation needs, for an address nobody had before. */
export function guest(): { partnerName: string; contactEmail: string } {
  guests += 1;
  const name = `guest-${process.pid}-${Date.now().toString(36)}-${guests}`;
  return { partnerName: `Partner ${guests}`, contactEmail: `${name}@partner.example` };
}
