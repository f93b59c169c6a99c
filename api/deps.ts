import type { Logger } from 'pino';
import type { RuntimeConfig } from '../config/runtime';
import type { TemporalUiFor } from '../config/temporal-ui';
import type { EmailLimits } from '../domain/email/allowance';
import type { Stores } from '../models';
import type { Tokens } from '../domain/security/tokens';
import type { Metrics } from './http/metrics';
import type { OidcVerifier } from './http/oidc';
import type { RateLimits } from './http/limits/rate-limits';
import type { SsoNetwork } from './sso/network';
import type { TemporalGateway } from './temporal/client';

type Taken = 'publicUrl' | 'trustProxy' | 'secret' | 'metricsPort' | 'instanceKey' | 'webhookAllowPrivate';

/** Settings of the API that its handlers read. */
export interface ApiSettings extends Pick<RuntimeConfig, Taken>, EmailLimits {
  readonly temporalUiUrl: string | undefined;
  /** Whose operators get links into it. */
  readonly temporalUiFor: TemporalUiFor;
  readonly emailTransport: 'preview' | 'smtp' | 'sendgrid';
  /** Whether people of an account may see the links of their invitations. */
  readonly copyLinks: boolean;
  readonly sendgridWebhookPublicKey: string | undefined;
  /** Of whoever reports events of e-mails, the newest first; empty where nobody does. */
  readonly emailEventsSecrets: readonly string[];
}

/** What {@link createApp} is wired with; everything that talks to the outside comes from here. */
export interface ApiDeps {
  /** Throws 503 `database-unavailable` until the database was reached for the first time. */
  readonly stores: Stores;
  readonly database: { reachable(withinMs: number): Promise<boolean> };
  readonly temporal: TemporalGateway;
  readonly tokens: Tokens;
  /** Present where an identity provider is configured. */
  readonly oidc?: OidcVerifier | undefined;
  /** How identity providers of accounts are reached; without it the internet is, and nothing else. */
  readonly ssoNetwork?: SsoNetwork | undefined;
  readonly rateLimits: RateLimits;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly settings: ApiSettings;
  /** True from the moment of a graceful stop: not ready any more, while calls in flight still end. */
  isClosing(): boolean;
}
