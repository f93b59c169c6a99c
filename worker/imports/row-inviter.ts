import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import {
  workflowInputOf,
  type EmailLimits,
  type ImportRowError,
  type ImportRowOutcome,
  type InvitationDoc,
  type InvitationImportDoc,
  type InvitationImportRowDoc,
  type ImportRowInput,
  type ProgramDoc,
  type Stores,
} from '../../models';
import { invitationStart, type ImportHold, type InvitationWorkflowInput } from '../../workflows/contract';

type Known = Awaited<ReturnType<Stores['inviteePolicy']['knownAmong']>>;

interface Deps {
  readonly stores: Stores;
  readonly client: Client;
  readonly limits: EmailLimits;
}

/** Decides about the rows of one batch, with what they have in common read once for all of them. */
export class RowInviter {
  private readonly programs = new Map<string, Promise<ProgramDoc | undefined>>();
  private readonly ranks = new Map<string, Promise<boolean>>();
  private readonly asked = new Set<string>();

  private constructor(
    private readonly deps: Deps,
    private readonly doc: InvitationImportDoc,
    /** Invitations of these very rows, by a former attempt or a former upload of the file. */
    private readonly made: ReadonlyMap<string, InvitationDoc>,
    private readonly known: Known,
  ) {}

  /** Reads what the rows of a batch need. */
  static async forBatch(
    deps: Deps,
    doc: InvitationImportDoc,
    rows: readonly InvitationImportRowDoc[],
  ): Promise<RowInviter> {
    const { invitations, inviteePolicy: inviting } = deps.stores;
    const made = await invitations.findMany(rows.map(({ targetId }) => targetId));
    const emailKeys = [...new Set(rows.map(({ emailKey }) => emailKey))];
    const known = await inviting.knownAmong(doc.accountId, emailKeys);
    return new RowInviter(deps, doc, new Map(made.map((one) => [one._id, one])), known);
  }

  /** Invites one row, or says why not. `turn` is awaited before an invitation is started. */
  async invite(
    row: InvitationImportRowDoc,
    turn: () => Promise<void>,
  ): Promise<ImportRowOutcome | ImportHold> {
    const { input } = row;
    if (input === null) return { id: row._id, result: 'invalid' };
    const made = this.made.get(row.targetId);
    if (made !== undefined) return this.settleMade(row, made);
    const known = await this.whoIs(row.emailKey);
    if (known?.kind === 'partner') return { id: row._id, result: 'alreadyPartner' };
    if (known?.kind === 'open') return alreadyInvited(row, known.invitationId);
    const program = await this.program(input.program);
    const error = program === undefined ? GONE : await this.roleError(input.roleKey);
    if (program === undefined || error !== undefined) {
      return { id: row._id, result: 'invalid', problems: [error ?? GONE] };
    }
    await turn();
    return this.create(row, input, program);
  }

  /** The row's invitation is there: ours, from an attempt that died, or that of an earlier upload. */
  private async settleMade(row: InvitationImportRowDoc, made: InvitationDoc): Promise<ImportRowOutcome> {
    if (made.importId !== this.doc._id) return alreadyInvited(row, made._id);
    await this.start(made.workflowInput);
    return { id: row._id, result: 'created', invitationId: made._id };
  }

  private async create(
    row: InvitationImportRowDoc,
    input: ImportRowInput,
    program: ProgramDoc,
  ): Promise<ImportRowOutcome | ImportHold> {
    const { emailCounters, invitations } = this.deps.stores;
    const who = { accountId: this.doc.accountId, emailKey: row.emailKey };
    const at = new Date();
    const taken = await emailCounters.take(who, this.deps.limits, at);
    if (taken !== 'ok') return { reason: taken, until: nextDay(at) };
    const { customFieldsVersion, program: _program, expiresIn, reminders, ...content } = input;
    const terms = {
      invitationId: row.targetId,
      accountId: who.accountId,
      inviterId: this.doc.inviterId,
      sharesRecords: (input.share?.folderIds.length ?? 0) > 0,
      expiresIn,
      reminders,
    };
    const created = await invitations.create({
      _id: row.targetId,
      ...content,
      initialModule: input.initialModule ?? program.initialModule,
      customFieldsVersion,
      importId: this.doc._id,
      workflowInput: workflowInputOf(terms, program),
    });
    const isOurs = created.ok && created.invitation.importId === this.doc._id;
    if (!isOurs) await emailCounters.refund(who, at).catch(() => undefined);
    if (!created.ok) return alreadyInvited(row, created.conflict);
    return this.settleMade(row, created.invitation);
  }

  /** What was read for the whole batch holds for the first row of an address only. */
  private async whoIs(emailKey: string) {
    if (this.asked.has(emailKey)) {
      return this.deps.stores.inviteePolicy.alreadyKnown(this.doc.accountId, emailKey);
    }
    this.asked.add(emailKey);
    return this.known.get(emailKey);
  }

  private program(key: string): Promise<ProgramDoc | undefined> {
    const { accountId } = this.doc;
    return remember(this.programs, key, () => this.deps.stores.programs.find(accountId, key));
  }

  /** The inviter may have left, or be of a lower rank than when the file came in. */
  private async roleError(roleKey: string): Promise<ImportRowError | undefined> {
    const may = await remember(this.ranks, roleKey, () => this.mayGrant(roleKey));
    return may ? undefined : { pointer: '/roleKey', detail: 'The role is above the rank of the inviter.' };
  }

  private async mayGrant(roleKey: string): Promise<boolean> {
    const { memberships, roles } = this.deps.stores;
    const { accountId, inviterId } = this.doc;
    const [membership, role] = await Promise.all([
      memberships.find(accountId, inviterId),
      roles.find(accountId, roleKey),
    ]);
    const own = membership && (await roles.find(accountId, membership.roleKey));
    return role !== undefined && role.rank <= (own?.rank ?? -1);
  }

  private async start(input: InvitationWorkflowInput): Promise<void> {
    try {
      await this.deps.client.workflow.start('invitationWorkflow', invitationStart(input, 'file'));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}

const GONE: ImportRowError = { pointer: '/program', detail: 'There is no such program any more.' };

function alreadyInvited({ _id }: InvitationImportRowDoc, invitationId: string): ImportRowOutcome {
  return { id: _id, result: 'alreadyInvited', invitationId };
}

/** Allowances begin anew at midnight UTC. */
function nextDay(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString();
}

function remember<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = cache.get(key) ?? read();
  cache.set(key, known);
  return known;
}
