import { Connection, isGrpcServiceError, type ConnectionOptions } from '@temporalio/client';
import { SEARCH_ATTRIBUTE_KEYS } from '../workflows/contract';
import { temporalFaultOf } from '../domain/temporal/faults';
import { EngineError } from './types';

/** The types of Temporal's API: how its commands and its protocol name them. */
const TYPES = {
  KEYWORD: { name: 'Keyword', number: 2 },
  DATETIME: { name: 'Datetime', number: 6 },
} as const;

/** The search attributes that Usher's workflows set, with the names of their types. */
export const SEARCH_ATTRIBUTES: Readonly<Record<string, string>> = Object.fromEntries(
  SEARCH_ATTRIBUTE_KEYS.map(({ name, type }) => [name, TYPES[type].name]),
);

type Key = (typeof SEARCH_ATTRIBUTE_KEYS)[number];

/**
 * Registers Usher's search attributes where they are missing. Several processes may do so at once.
 *
 * @throws {@link EngineError} when one exists with another type, or when the server does not take what is missing;
 *   the client's errors when it does not answer, or does not tell what it has
 */
export async function ensureSearchAttributes(options: ConnectionOptions, namespace: string): Promise<void> {
  const connection = Connection.lazy(options);
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      const missing = await findMissing(connection, namespace);
      if (missing.length === 0) return;
      const searchAttributes = Object.fromEntries(
        missing.map(({ name, type }) => [name, TYPES[type].number]),
      );
      try {
        await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
      } catch (error) {
        if (mayPass(error)) throw error;
        const still = await findMissing(connection, namespace);
        if (still.length > 0) throw notTaken(namespace, still, error);
      }
    });
  } finally {
    await connection.close();
  }
}

async function findMissing({ operatorService }: Connection, namespace: string): Promise<Key[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  for (const { name, type } of SEARCH_ATTRIBUTE_KEYS) {
    const found: number | undefined = customAttributes[name];
    const wanted: number = TYPES[type].number;
    if (found === undefined || found === wanted) continue;
    throw new EngineError(
      `Temporal has a search attribute ${name} of another type; Usher needs it to be ${TYPES[type].name}. ` +
        `Remove it with: temporal operator search-attribute remove --namespace ${namespace} --name ${name}`,
    );
  }
  return SEARCH_ATTRIBUTE_KEYS.filter(({ name }) => customAttributes[name] === undefined);
}

/** Whether the failure may be over in a moment, so that it says nothing about the attributes. */
function mayPass(error: unknown): boolean {
  const fault = temporalFaultOf(error);
  return fault !== undefined && fault.atStart === undefined;
}

function notTaken(namespace: string, missing: readonly Key[], error: unknown): EngineError {
  const reason = isGrpcServiceError(error) ? error.details : String(error);
  const names = missing.map(({ name }) => name).join(', ');
  return new EngineError(
    `Temporal does not take the missing search attributes ${names} of the namespace ${namespace} (${reason}); ` +
      `remove others or ask for the right to do it, and register them with: ${commandOf(namespace, missing)}`,
    { cause: error },
  );
}

/** How to register attributes by hand. */
export function commandOf(namespace: string, keys: readonly Key[] = SEARCH_ATTRIBUTE_KEYS): string {
  const pairs = keys.map(({ name, type }) => `--name ${name} --type ${TYPES[type].name}`);
  return `temporal operator search-attribute create --namespace ${namespace} ${pairs.join(' ')}`;
}
