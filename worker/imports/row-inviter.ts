import type { Client } from '@temporalio/client';
import { AllowanceUsedUp, withEmailAllowance, type EmailLimits } from '../../domain/email/allowance';
import { grantedRole } from '../../domain/invitations/added-user';
import type { FieldError } from '../../domain/field-error';
import { invite, type InvitePorts, type InviteRequest } from '../../domain/invitations/invite';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import type {
  ImportRowOutcome,
  InvitationDoc,
  InvitationImportDoc,
  InvitationImportRowDoc,
  ProgramDoc,
  Stores,
} from '../../models';
import { invitationStart, type ImportHold } from '../../workflows/contract';

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
    const { invitations, inviteePolicy } = deps.stores;
    const made = await invitations.findMany(rows.map(({ targetId }) => targetId));
    const emailKeys = [...new Set(rows.map(({ emailKey }) => emailKey))];
    const known = await inviteePolicy.knownAmong(doc.accountId, emailKeys);
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
    const program = await this.program(input.program);
    if (program === undefined) return invalid(row, GONE);
    return this.create(row, { input, program }, turn);
  }

  /** The row's invitation is there: ours, from an attempt that died, or that of an earlier upload. */
  private async settleMade(row: InvitationImportRowDoc, made: InvitationDoc): Promise<ImportRowOutcome> {
    if (made.importId !== this.doc._id) return alreadyInvited(row, made._id);
    await this.start(made);
    return { id: row._id, result: 'created', invitationId: made._id };
  }

  private async create(
    row: InvitationImportRowDoc,
    what: Pick<InviteRequest, 'input' | 'program'>,
    turn: () => Promise<void>,
  ): Promise<ImportRowOutcome | ImportHold> {
    const { _id: importId, accountId, inviterId } = this.doc;
    const { targetId: invitationId, emailKey } = row;
    const request = { ...what, invitationId, accountId, inviterId, emailKey, importId };
    const ready = async () => {
      if (!(await this.mayGrantRole(grantedRole(what.input) ?? ''))) throw new RoleAboveRank();
      await turn();
    };
    try {
      const result = await invite({ ...this.ports(), ready }, request);
      if (result.kind === 'partner') return { id: row._id, result: 'alreadyPartner' };
      if (result.kind === 'open') return alreadyInvited(row, result.invitationId);
      return { id: row._id, result: 'created', invitationId };
    } catch (error) {
      if (error instanceof RoleAboveRank) return invalid(row, ABOVE_RANK);
      if (error instanceof AllowanceUsedUp) return { reason: error.whose, until: error.until.toISOString() };
      throw error;
    }
  }

  private ports(): Omit<InvitePorts<InvitationDoc>, 'ready'> {
    const { emailCounters, invitations } = this.deps.stores;
    // What failed is tried again, and goes on with what is stored and counted.
    const allowance = { counters: emailCounters, limits: this.deps.limits, mayBeSent: () => true };
    return {
      alreadyKnown: (emailKey) => this.whoIs(emailKey),
      create: (invitation) => invitations.create(invitation),
      withAllowance: (who, send) => withEmailAllowance(allowance, who, send),
      start: (invitation) => this.start(invitation),
      mayRun: (error) => !(error instanceof AllowanceUsedUp),
      withdraw: async (id) => {
        await invitations.withdraw(id);
      },
    };
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
  private mayGrantRole(roleKey: string): Promise<boolean> {
    return remember(this.ranks, roleKey, () => this.mayGrant(roleKey));
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

  private async start({ workflowInput }: InvitationDoc): Promise<void> {
    const { workflow } = this.deps.client;
    await startUnlessRunning(workflow.start('invitationWorkflow', invitationStart(workflowInput, 'file')));
  }
}

class RoleAboveRank extends Error {}

const ABOVE_RANK = { pointer: '/roleKey', detail: 'The role is above the rank of the inviter.' };
const GONE = { pointer: '/program', detail: 'There is no such program any more.' };

function invalid({ _id }: InvitationImportRowDoc, problem: FieldError): ImportRowOutcome {
  return { id: _id, result: 'invalid', problems: [problem] };
}

function alreadyInvited({ _id }: InvitationImportRowDoc, invitationId: string): ImportRowOutcome {
  return { id: _id, result: 'alreadyInvited', invitationId };
}

function remember<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = cache.get(key) ?? read();
  cache.set(key, known);
  return known;
}
