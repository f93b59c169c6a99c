import { randomBytes } from 'node:crypto';
import { beatWhileRunning } from '../../../worker/beat-while-running';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { getInvitationsById } from '../../../api/invitations/get';
import { gatewayOn } from '../../../api/temporal/client';
import type { RateLimitSettings } from '../../../api/http/limits/rate-limits';
import { createActivities } from '../../../activities';
import type { Fault } from '../../../activities/faults';
import type { Mail, Mailer } from '../../../domain/ports';
import type { TemporalEngine } from '../../../engines';
import { createImporter } from '../../../worker/imports/invitation-importer';
import { createDigests } from '../../../worker/email/digests';
import { createEmailAllowance } from '../../../worker/email/email-allowance';
import { createReconciler } from '../../../worker/maintenance/reconciler';
import { createWorkerMaintenance } from '../../../worker/maintenance/maintenance';
import { EMAIL_TASK_QUEUE, ONBOARDING_TASK_QUEUE } from '../../../workflows/contract';
import { startTestDevServer, testWorkflowBundle } from '../engines';
import { quietLogger, sdkLogsTo } from '../sdk-logs';
import { bodyOf } from './declared-answers';
import { eventually, TestApi } from './support';

/** The API of a test waits so many times as long as it promises: half a minute for a decision. */
const PATIENCE = 15;

/** The API with a real Temporal server and real workers, which can be stopped and started. */
export class TestWorld extends TestApi {
  readonly mails: Mail[] = [];
  /** Takes effect with the next start of the workers. */
  mailer: Mailer = {
    send: (mail) => {
      this.mails.push(mail);
      return Promise.resolve();
    },
  };
  /** Pace of imports; takes effect with the next start of the workers. */
  rowsPerSecond = 1_000;
  client!: Client;
  private engine!: TemporalEngine;
  private native!: NativeConnection;
  private workers: Worker[] = [];
  private running: Promise<void>[] = [];

  get temporalAddress(): string {
    return this.engine.address;
  }

  async startWorld(limits: Partial<RateLimitSettings> = {}): Promise<void> {
    sdkLogsTo(quietLogger);
    const { engine, connection } = await this.connect();
    this.client = new Client({ connection, namespace: engine.namespace });
    // While workers are there, a busy machine is no reason to give up.
    const patience = () => (this.workers.length > 0 ? PATIENCE : 1);
    await this.start(
      gatewayOn(this.client, () => Promise.resolve(), patience),
      limits,
    );
    this.willStop(() => this.stopWorkers());
    await this.startWorkers();
  }

  private async connect() {
    const engine = await startTestDevServer();
    this.willStop(() => engine.stop());
    const { address } = engine;
    const connection = await Connection.connect({ address });
    this.willStop(() => connection.close());
    const native = await NativeConnection.connect({ address });
    this.willStop(() => native.close());
    Object.assign(this, { engine, native });
    return { engine, connection };
  }

  async startWorkers(faults: readonly Fault[] = []): Promise<void> {
    const { sendEmail, sendUserEmail, ...rest } = this.activities(faults);
    const common = {
      connection: this.native,
      namespace: this.engine.namespace,
      stickyQueueScheduleToStartTimeout: '1s',
      interceptors: { activity: [beatWhileRunning] },
    };
    this.workers = await Promise.all([
      Worker.create({
        ...common,
        taskQueue: ONBOARDING_TASK_QUEUE,
        workflowBundle: testWorkflowBundle(),
        activities: { ...rest, sendEmail },
      }),
      Worker.create({ ...common, taskQueue: EMAIL_TASK_QUEUE, activities: { sendEmail, sendUserEmail } }),
    ]);
    this.running = this.workers.map((worker) => worker.run());
  }

  async stopWorkers(): Promise<void> {
    const workers = this.workers.splice(0);
    for (const worker of workers) worker.shutdown();
    await Promise.all(this.running);
  }

  async stopWorld(): Promise<void> {
    await this.stop();
  }

  /** The newest mail of a template to somebody, once it was sent. */
  mail(to: string, template: string, about?: string): Promise<Mail> {
    const find = () =>
      this.mails.findLast(
        (mail) =>
          mail.to.email === to && mail.template === template && (!about || mail.invitationId === about),
      );
    return eventually(
      () => Promise.resolve(find()),
      (mail) => mail !== undefined,
    ) as Promise<Mail>;
  }

  /** The link's token in the newest mail of a template. */
  async token(to: string, template = 'invitation'): Promise<string> {
    const { text } = await this.mail(to, template);
    const token = /token=([\w.-]+)/.exec(text)?.[1];
    if (token === undefined) throw new Error(`no link in ${text}`);
    return token;
  }

  /** An invitation that was mailed, and its token. */
  async invited(changes: Record<string, unknown> = {}, template = 'invitation') {
    const contactEmail = `${randomBytes(5).toString('hex')}@partner.example`;
    const body = { partnerName: 'Initech', contactFirstName: 'Peter', contactEmail, ...changes };
    const answer = await this.post('/v1/invitations', this.people.admin, body);
    if (answer.status !== 201) throw new Error(`not invited: ${answer.text}`);
    const { id } = answer.body;
    const email = body.contactEmail;
    await this.mail(email, template);
    await this.status(id, 'sent');
    const token = this.deps.tokens.invitationToken(id, 1, email);
    return { id, email, path: `/v1/invitations/${id}`, token };
  }

  /** Waits until the invitation has the status, as the API tells it. */
  async status(id: string, status: string, as = this.people.admin) {
    const answer = await eventually(
      () => this.get(`/v1/invitations/${id}`, as),
      ({ body }) => body.status === status,
    );
    return bodyOf(getInvitationsById, answer);
  }

  private activities(faults: readonly Fault[]) {
    const { stores, deps } = this;
    return createActivities(
      {
        emailData: stores.emailData,
        userEmailData: stores.userEmailData,
        outbox: stores.outbox,
        mailer: this.mailer,
        links: deps.tokens,
        readModel: stores.invitations,
        provisioner: stores.provisioner,
        approvalPolicy: stores.approvalPolicy,
        allowance: createEmailAllowance(stores, deps.settings),
        privacy: stores.privacy,
        maintenance: createWorkerMaintenance(stores.invitations, this.client),
        reconciler: createReconciler(stores.invitations, this.client),
        importer: createImporter({
          stores,
          client: this.client,
          limits: deps.settings,
          rowsPerSecond: this.rowsPerSecond,
        }),
        webhooks: {
          log: stores.webhookLog,
          sender: { send: () => Promise.resolve({ status: 204, error: null }) },
        },
        approvalChat: stores.approvalChat,
        notices: stores.notices,
        digests: createDigests(stores, this.client),
        mailFrom: { email: 'usher@usher.test' },
      },
      faults,
    );
  }
}
