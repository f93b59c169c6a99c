import type { Client, Connection } from '@temporalio/client';
import { bounded } from './bounded';
import { answersInOwnTime } from '../../domain/own-time';
import { SEARCH_ATTRIBUTE_KEYS } from '../../workflows/contract';
import { temporalFaultOf } from '../../domain/temporal/faults';
import { TemporalUnavailableError } from './unavailable';

/** How long a yes counts, in milliseconds: an outage is seen this much later, and calls cost no question each. */
const YES_FOR_MS = 1_000;

/** A question that is answered later than this answers nobody any more. */
const ASKED_WITHIN_MS = 2_000;

/**
 * Whether Temporal can be used: its namespace is asked for, which needs its database, and the search attributes,
 * without which nothing can be started. One question at a time serves all who want to know.
 */
export class Presence {
  private yesAt = Number.NEGATIVE_INFINITY;
  private hasAttributes = false;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly client: Client,
    private readonly patience: () => number,
  ) {}

  /** @throws {@link TemporalUnavailableError} unless it said yes in the last second or does within so many milliseconds */
  async demand(withinMs: number): Promise<void> {
    if (performance.now() - this.yesAt < YES_FOR_MS) return;
    this.asking ??= this.ask(!this.hasAttributes).finally(() => (this.asking = undefined));
    const { asking } = this;
    try {
      await bounded(withinMs * this.patience(), () => asking);
    } catch (error) {
      throw new TemporalUnavailableError('Temporal does not answer, or refuses.', { cause: error });
    }
  }

  /** Asks anew, for everything; a no counts for {@link demand} as well. */
  async reachable(withinMs: number): Promise<boolean> {
    const isThere = await answersInOwnTime(withinMs, this.ask(true));
    if (!isThere) this.doubt();
    return isThere;
  }

  /** A call failed: the last yes counts no more. */
  doubt(): void {
    this.yesAt = Number.NEGATIVE_INFINITY;
    this.hasAttributes = false;
  }

  private async ask(attributesToo: boolean): Promise<void> {
    const { client } = this;
    const { namespace } = client.options;
    const asked = performance.now();
    const withinMs = ASKED_WITHIN_MS * this.patience();
    await bounded(withinMs, () =>
      client.withDeadline(Date.now() + withinMs, async () => {
        await Promise.all([
          client.workflowService.describeNamespace({ namespace }),
          attributesToo ? requireAttributes(client) : undefined,
        ]);
      }),
    );
    this.yesAt = asked;
    this.hasAttributes ||= attributesToo;
  }
}

/** A server that keeps its operator service to itself is believed to have them. */
async function requireAttributes({ connection, options: { namespace } }: Client): Promise<void> {
  const { operatorService } = connection as unknown as Pick<Connection, 'operatorService'>;
  const known = await operatorService.listSearchAttributes({ namespace }).catch((error: unknown) => {
    if (KEEPS_TO_ITSELF.has(temporalFaultOf(error)?.name ?? '')) return undefined;
    throw error;
  });
  const missing = SEARCH_ATTRIBUTE_KEYS.map(({ name }) => name).filter(
    (name) => known !== undefined && known.customAttributes[name] === undefined,
  );
  if (missing.length > 0) {
    throw new TemporalUnavailableError(`The namespace has no search attribute ${missing.join(', ')}.`);
  }
}

const KEEPS_TO_ITSELF: ReadonlySet<string> = new Set(['denied', 'not-temporal']);
