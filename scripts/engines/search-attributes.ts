import { Connection, type ConnectionOptions } from '@temporalio/client';
import { EngineError, type Log } from './types';

/** The `IndexedValueType` numbers of Temporal's API. */
const TYPES = { Keyword: 2, Datetime: 6 } as const;

/** The search attributes Usher's workflows set, with their types. */
export const SEARCH_ATTRIBUTES = {
  InvitationStatus: 'Keyword',
  InvitationProgram: 'Keyword',
  AccountId: 'Keyword',
  NextDeadline: 'Datetime',
} as const satisfies Record<string, keyof typeof TYPES>;

type Missing = [name: string, type: keyof typeof TYPES][];

/**
 * Registers Usher's search attributes where they are missing, which also proves that the server answers.
 *
 * @throws {@link EngineError} when one exists with another type; the client's errors when there is no answer.
 */
export async function ensureSearchAttributes(options: ConnectionOptions, namespace: string): Promise<void> {
  const connection = Connection.lazy(options);
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const missing = findMissing(customAttributes);
      if (missing.length === 0) return;
      const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPES[type]]));
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    });
  } finally {
    await connection.close();
  }
}

function findMissing(existing: Record<string, number>): Missing {
  const missing: Missing = [];
  for (const [name, type] of Object.entries(SEARCH_ATTRIBUTES)) {
    const found = existing[name];
    if (found === undefined) missing.push([name, type]);
    else if (found !== TYPES[type]) {
      throw new EngineError(
        `Temporal has a search attribute ${name} of another type; Usher needs it to be ${type}. ` +
          `Remove it with: temporal operator search-attribute remove --name ${name}`,
      );
    }
  }
  return missing;
}

/** Prints how to register the attributes by hand, for a server whose operator service is not open to us. */
export function printByHand(namespace: string, log: Log): void {
  const pairs = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `--name ${name} --type ${type}`);
  log('Temporal: the search attributes could not be checked; if they are missing, register them with:');
  log(`  temporal operator search-attribute create --namespace ${namespace} ${pairs.join(' ')}`);
}
