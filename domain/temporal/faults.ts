/** One way in which a Temporal server can be of no use to anybody, whatever is asked of it. */
export interface TemporalFault {
  readonly name: string;
  /** Status codes of gRPC. */
  readonly codes: readonly number[];
  /** What the server's message says, where the code alone does not tell. */
  readonly says?: RegExp;
  /**
   * Why a process cannot start with such a server, in a sentence that goes on after "Temporal at <address>", and
   * what helps; without it the fault may be over in a moment, so that a start waits.
   */
  readonly atStart?: (namespace: string) => string;
}

/**
 * Every way in which Temporal or its database can be away, slow or refusing; the only place that knows. The first
 * that fits counts.
 */
export const TEMPORAL_FAULTS: readonly TemporalFault[] = [
  {
    name: 'namespace-missing',
    codes: [5],
    says: /namespace\b.*not found/i,
    atStart: (namespace) =>
      `has no namespace ${namespace}; make it with: temporal operator namespace create --namespace ${namespace} --retention 720h`,
  },
  {
    name: 'search-attributes-missing',
    codes: [3],
    says: /search attribute/i,
    atStart: (namespace) =>
      `lacks search attributes in the namespace ${namespace}, and they cannot be registered from here`,
  },
  {
    name: 'denied',
    codes: [7],
    atStart: (namespace) =>
      `denies the namespace ${namespace}; set TEMPORAL_API_KEY or TEMPORAL_TLS_CLIENT_CERT_PATH to what has the right ${namespace}:write`,
  },
  {
    name: 'unauthenticated',
    codes: [16],
    atStart: () =>
      'does not know who asks; set TEMPORAL_API_KEY, or TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH',
  },
  {
    name: 'not-temporal',
    codes: [12],
    atStart: () => 'does not know the calls of a Temporal server; set TEMPORAL_ADDRESS to its frontend',
  },
  { name: 'exhausted', codes: [8] },
  // Cancelled, unknown, deadline exceeded, internal, unavailable, data loss.
  { name: 'away', codes: [1, 2, 4, 13, 14, 15] },
];

/** What is wrong with the server when a call of it fails so; `undefined` when it refused this one thing. */
export function temporalFaultOf(error: unknown): TemporalFault | undefined {
  const { code, text } = statusOf(error);
  return TEMPORAL_FAULTS.find(
    ({ codes, says }) => code !== undefined && codes.includes(code) && (says?.test(text) ?? true),
  );
}

/** The SDK turns a missing namespace into an error of its own, which has no code. */
const NAMESPACE_NOT_FOUND = { code: 5, text: 'Namespace is not found' };

interface GrpcStatus {
  readonly code: number;
  readonly details: string;
  readonly metadata: object | null;
}

function statusOf(error: unknown): { readonly code: number | undefined; readonly text: string } {
  if (!(error instanceof Error)) return { code: undefined, text: '' };
  if (error.name === 'NamespaceNotFoundError') return NAMESPACE_NOT_FOUND;
  const { code, details, metadata } = error as Partial<GrpcStatus>;
  // What tells an error of gRPC from others, which have codes of their own.
  const isGrpc = typeof details === 'string' && typeof metadata === 'object' && metadata !== null;
  return isGrpc ? { code, text: details } : { code: undefined, text: '' };
}
