/** Where one line about progress or a way passed over goes. */
export type Log = (line: string) => void;

/** The part of the configuration that decides how the engines come up. */
export interface EngineConfig {
  readonly dataDir: string;
  readonly mongodbUri?: string | undefined;
  readonly temporalNamespace?: string | undefined;
  readonly temporalUiUrl?: string | undefined;
}

/** How engines are brought up. */
export interface EngineOptions {
  readonly log: Log;
  /** Throwaway engines for tests: nothing is kept on disk. */
  readonly memory?: boolean;
  /** Ends the wait for an engine that is not needed any more. */
  readonly signal?: AbortSignal | undefined;
}

/** A Temporal server that answers and has Usher's search attributes. */
export interface TemporalEngine {
  readonly address: string;
  readonly namespace: string;
  /** Base of the Web UI; undefined where a given server's UI is not known. */
  readonly uiUrl: string | undefined;
  /** False where the address was given. */
  readonly embedded: boolean;
  /** Ends the server if it was spawned here, and resolves once it is gone; safe to call twice. */
  stop(): Promise<void>;
}

/** A MongoDB, or the stand-in for it, that answers. */
export interface MongoEngine {
  readonly uri: string;
  /** False where the address was given. */
  readonly embedded: boolean;
  /** Ends the server if it was spawned here, and resolves once it is gone; safe to call twice. */
  stop(): Promise<void>;
}

/** Both engines, up. */
export interface Engines {
  readonly temporal: TemporalEngine;
  readonly mongodb: MongoEngine;
  /** Stops both; safe to call twice. */
  stop(): Promise<void>;
}

/** A way of bringing something up that does not apply here; its message says why in one line. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** An engine that cannot be brought up; its message says what to set or install. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
