import path from 'node:path';
import { z } from 'zod';
import { isHostAndPort, smtpRequiresTls } from './addresses';
import { contradictionsIn } from './contradictions';
import { readSecretFiles } from './secret-files';
import { weaknessOf } from './secret-text';
import { parseTemporalUiFor } from './temporal-ui';
import { parseTrustProxy } from './trust-proxy';

/** A failure to read the configuration; its message lists every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const wholeNumber = (most: number, message: string) =>
  z.coerce.number(message).int(message).min(0, message).max(most, message);
const port = wholeNumber(65_535, 'must be a whole number from 0 to 65535');
const limit = wholeNumber(Number.MAX_SAFE_INTEGER, 'must be a whole number, 0 for no limit');
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

/** What the address of a Temporal server has to be. */
export const TEMPORAL_ADDRESS_FORM = 'must be <host>:<port> without a scheme, such as temporal.example:7233';
const url = z.url('must be an address, such as https://usher.example');

/** `Name <address>` or a bare address. */
const MAILBOX = /^(?:"?([^"<>]*?)"?\s*<)?([^\s<>@"]+@[^\s<>@"]+)>?$/;
const mailbox = z.string().transform((text, context) => {
  const [, name, email] = MAILBOX.exec(text.trim()) ?? [];
  if (email !== undefined) return { email, ...(name && { name }) };
  context.issues.push({ code: 'custom', input: text, message: 'must be an address or Name <address>' });
  return z.NEVER;
});

const trustProxy = z.string().transform((text, context) => {
  const parsed = parseTrustProxy(text);
  if (parsed !== undefined) return parsed;
  const message = 'must be a number of proxies or a list of addresses and subnets';
  context.issues.push({ code: 'custom', input: text, message });
  return z.NEVER;
});

const secret = z.string().superRefine((text, context) => {
  const weakness = weaknessOf(text);
  if (weakness !== undefined) context.addIssue({ code: 'custom', message: weakness });
});

const temporalUiFor = z.string().transform((text, context) => {
  const parsed = parseTemporalUiFor(text);
  if (parsed !== undefined) return parsed;
  const message = 'must be all, none or a list of account IDs';
  context.issues.push({ code: 'custom', input: text, message });
  return z.NEVER;
});

/** Every variable Usher reads, in one schema; nothing else in the code reads `process.env`. */
const schema = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: url.optional(),
    TRUST_PROXY: trustProxy.prefault('0'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
      .optional(),
    TEMPORAL_ADDRESS: z.string().refine(isHostAndPort, TEMPORAL_ADDRESS_FORM).optional(),
    TEMPORAL_NAMESPACE: z.string().min(1).optional(),
    /** Read by envconfig too; here for TEMPORAL_API_KEY_FILE, which is ours. */
    TEMPORAL_API_KEY: z.string().min(1).optional(),
    TEMPORAL_UI_URL: url.optional(),
    TEMPORAL_UI_FOR: temporalUiFor.optional(),
    EMAIL_TRANSPORT: z.enum(['preview', 'smtp', 'sendgrid']).default('preview'),
    PREVIEW_INBOX_EXPOSED: flag.default(false),
    EMAIL_FROM: mailbox.prefault('Usher <usher@localhost.localdomain>'),
    SENDGRID_API_KEY: z.string().min(1).optional(),
    SENDGRID_BASE_URL: url.optional(),
    SENDGRID_WEBHOOK_PUBLIC_KEY: z.string().min(1).optional(),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
      .optional(),
    USHER_DATA_DIR: z.string().min(1).default('.data'),
    USHER_SECRET: secret.optional(),
    USHER_INSTANCE_KEY: secret.optional(),
    USHER_FAULTS: z
      .string()
      .regex(
        /^$|^[a-zA-Z]+:(permanent|transient):\d+(,[a-zA-Z]+:(permanent|transient):\d+)*$/,
        'must be a comma list of <activity>:<permanent|transient>:<count>',
      )
      .default(''),
    SEED_DEMO: flag.optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    NODE_ENV: z.string().optional(),
    OIDC_ISSUER: url.optional(),
    OIDC_AUDIENCE: z.string().min(1).optional(),
    OIDC_JWKS_URI: url.optional(),
    OIDC_ACCOUNT_CLAIM: z.string().min(1).default('usher_account'),
    RATE_LIMIT_API: limit.default(600),
    RATE_LIMIT_PUBLIC: limit.default(120),
    LOGIN_ATTEMPTS: limit.default(10),
    DAILY_EMAILS_PER_ACCOUNT: limit.default(5000),
    DAILY_EMAILS_PER_RECIPIENT: limit.default(5),
    DAILY_EMAILS_PER_RECIPIENT_OVERALL: limit.default(50),
    WEBHOOK_ALLOW_PRIVATE: flag.default(false),
    PROVISIONING_URL: url.optional(),
    PROVISIONING_SECRET: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64')
      .optional(),
    /** Named by the OpenTelemetry specification; the exporter reads the rest of its kind by itself. */
    OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
    OTEL_SERVICE_NAME: z.string().min(1).default('usher'),
    METRICS_PORT: port.default(0),
    WORKER_METRICS_ADDRESS: z
      .string()
      .regex(/^[^\s:]+:\d+$/, 'must be <host>:<port>')
      .refine(isHostAndPort, 'must have a port from 0 to 65535')
      .optional(),
  })
  .check((context) => {
    for (const { name, message } of contradictionsIn(context.value)) {
      context.issues.push({ code: 'custom', input: undefined, path: [name], message });
    }
  });

/** The names of all variables, without those of files. */
export const SETTINGS: readonly string[] = Object.keys(schema.shape);

/** What the schema makes of the environment. */
export type Env = z.output<typeof schema>;

/** One deliberate failure from `USHER_FAULTS`: the named activity fails `count` times in this process. */
export interface Fault {
  readonly activity: string;
  readonly kind: 'permanent' | 'transient';
  readonly count: number;
}

/** The configuration as the environment gives it; what may be left out is settled in `config/runtime.ts`. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the whole configuration once.
 *
 * @throws {@link ConfigError} naming every variable that is wrong, not just the first.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const value = parse(env);
  return {
    port: value.PORT,
    host: value.HOST,
    /** Base of every link in e-mails; without PUBLIC_URL the address that is listened on. */
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: value.TRUST_PROXY,
    mongodbUri: value.MONGODB_URI,
    /** Only what decides whether an engine is brought up; the connection itself is read by envconfig. */
    temporalAddress: value.TEMPORAL_ADDRESS,
    temporalNamespace: value.TEMPORAL_NAMESPACE,
    /** Set only where a file gives it: envconfig reads the variable by itself. */
    temporalApiKey: env['TEMPORAL_API_KEY'] ? undefined : value.TEMPORAL_API_KEY,
    temporalUiUrl: value.TEMPORAL_UI_URL?.replace(/\/+$/, ''),
    /** Whose operators get links to the Web UI; undefined leaves it to where that UI is. */
    temporalUiFor: value.TEMPORAL_UI_FOR,
    email: {
      transport: value.EMAIL_TRANSPORT,
      from: value.EMAIL_FROM,
      sendgridApiKey: value.SENDGRID_API_KEY,
      sendgridBaseUrl: value.SENDGRID_BASE_URL,
      sendgridWebhookPublicKey: value.SENDGRID_WEBHOOK_PUBLIC_KEY,
      smtpUrl: value.SMTP_URL,
      smtpRequiresTls: smtpRequiresTls(value.SMTP_URL ?? ''),
    },
    oidc: oidcOf(value),
    dataDir: path.resolve(value.USHER_DATA_DIR),
    secret: value.USHER_SECRET,
    instanceKey: value.USHER_INSTANCE_KEY,
    faults: parseFaults(value.USHER_FAULTS),
    seedDemo: value.SEED_DEMO,
    logLevel: value.LOG_LEVEL,
    limits: {
      requestsPerMinutePerKey: value.RATE_LIMIT_API,
      publicRequestsPerMinutePerIp: value.RATE_LIMIT_PUBLIC,
      loginAttempts: value.LOGIN_ATTEMPTS,
      dailyEmailsPerAccount: value.DAILY_EMAILS_PER_ACCOUNT,
      dailyEmailsPerRecipient: value.DAILY_EMAILS_PER_RECIPIENT,
      dailyEmailsPerRecipientOverall: value.DAILY_EMAILS_PER_RECIPIENT_OVERALL,
    },
    webhookAllowPrivate: value.WEBHOOK_ALLOW_PRIVATE,
    /** A customer's own system that takes part in provisioning; undefined where there is none. */
    provisioning: provisioningOf(value),
    /** The collector that traces go to; undefined traces nothing. */
    tracing: {
      endpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, ''),
      serviceName: value.OTEL_SERVICE_NAME,
    },
    /** Where the API serves its metrics; 0: on its own port, to this machine only. */
    metricsPort: value.METRICS_PORT,
    /** Where the worker serves Prometheus metrics; undefined serves none. */
    workerMetricsAddress: value.WORKER_METRICS_ADDRESS,
  };
}

/** Reads files first, so that what they hold is held to the same rules. */
function parse(env: NodeJS.ProcessEnv): Env {
  const files = readSecretFiles(env);
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse({ ...present, ...files.values });
  const issues = parsed.success ? [] : parsed.error.issues;
  const problems = [
    ...files.problems,
    ...issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  ].map((problem) => `  ${problem}`);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new ConfigError(`The configuration has ${problems.length} problem(s):\n${problems.join('\n')}`);
}

/** Whose bearer tokens are taken besides API keys; undefined takes none. */
function oidcOf(value: Env) {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URI: jwksUri } = value;
  if (issuer === undefined || audience === undefined) return undefined;
  return { issuer, audience, jwksUri, accountClaim: value.OIDC_ACCOUNT_CLAIM };
}

function provisioningOf(value: Env) {
  const { PROVISIONING_URL: url, PROVISIONING_SECRET: secret } = value;
  if (url === undefined || secret === undefined) return undefined;
  return { url: url.replace(/\/+$/, ''), secret };
}

function parseFaults(text: string): Fault[] {
  if (text === '') return [];
  return text.split(',').map((part) => {
    const [activity = '', kind, count] = part.split(':');
    return { activity, kind: kind === 'permanent' ? 'permanent' : 'transient', count: Number(count) };
  });
}
