import type { Config } from './env';
import type { TemporalUiFor } from './temporal-ui';

type Settled =
  | 'publicUrl'
  | 'mongodbUri'
  | 'temporalAddress'
  | 'temporalNamespace'
  | 'temporalUiUrl'
  | 'temporalUiFor'
  | 'temporalApiKey'
  | 'secret'
  | 'oldSecrets'
  | 'instanceKey'
  | 'seedDemo';

/** The configuration a process runs with: what may be left out of the environment is settled here. */
export interface RuntimeConfig extends Omit<Config, Settled> {
  /** Base of every link in e-mails, without a slash at the end. */
  readonly publicUrl: string;
  readonly mongodbUri: string;
  /**
   * Where Temporal is, for logs and links. Connections are made with `@temporalio/envconfig`, which reads
   * the same address together with TLS and credentials.
   */
  readonly temporal: {
    readonly address: string;
    readonly namespace: string;
    /** Base of the Web UI without a slash at the end; undefined where it is not known. */
    readonly uiUrl: string | undefined;
    /** Whose operators get links into it. */
    readonly uiFor: TemporalUiFor;
  };
  /** Signs tokens and seals what has to be read again: the secret of now, then those before it. */
  readonly secret: string | readonly [current: string, ...old: string[]];
  /** Opens `POST /v1/accounts`. */
  readonly instanceKey: string;
  readonly seedDemo: boolean;
}
