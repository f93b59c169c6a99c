import path from 'node:path';
import { smtpRequiresTls } from './addresses';
import { contradictionsIn } from './contradictions';
import { readSecretFiles } from './secret-files';
import { variables, type Env } from './variables';

/** A failure to read the configuration; its message lists every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const schema = variables.check((context) => {
  for (const { name, message } of contradictionsIn(context.value)) {
    context.issues.push({ code: 'custom', input: undefined, path: [name], message });
  }
});

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
    /** For how long a connection on which nothing is asked stays open. */
    keepAliveMs: value.KEEP_ALIVE_SECONDS * 1_000,
    /** For how long calls are still taken after the process was told to stop, while /readyz says so. */
    drainDelayMs: value.DRAIN_DELAY_SECONDS * 1_000,
    mongodbUri: value.MONGODB_URI,
    /** Only what decides whether an engine is brought up; the connection itself is read by envconfig. */
    temporalAddress: value.TEMPORAL_ADDRESS,
    temporalNamespace: value.TEMPORAL_NAMESPACE,
    /** Set only where a file gives it: envconfig reads the variable by itself. */
    temporalApiKey: env['TEMPORAL_API_KEY'] ? undefined : value.TEMPORAL_API_KEY,
    temporalUiUrl: value.TEMPORAL_UI_URL?.replace(/\/+$/, ''),
    /** Whose operators get links to the Web UI; undefined leaves it to where that UI is. */
    temporalUiFor: value.TEMPORAL_UI_FOR,
    email: emailOf(value),
    /** Whether people of an account may see the links of their invitations. */
    copyLinks: value.COPY_LINKS ?? showsLinksAnyway(value),
    oidc: oidcOf(value),
    dataDir: path.resolve(value.USHER_DATA_DIR),
    secret: value.USHER_SECRET,
    /** Those before it, the newest first: what was made with them is still read. */
    oldSecrets: value.USHER_SECRETS_OLD ?? [],
    instanceKey: value.USHER_INSTANCE_KEY,
    faults: parseFaults(value.USHER_FAULTS),
    seedDemo: value.SEED_DEMO,
    logLevel: value.LOG_LEVEL,
    limits: limitsOf(value),
    webhookAllowPrivate: value.WEBHOOK_ALLOW_PRIVATE,
    /** A customer's own system that takes part in provisioning; undefined where there is none. */
    provisioning: provisioningOf(value),
    /** Where the bytes of files are, and who looks for malware in them. */
    storage: storageOf(value),
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

/** How e-mails go out. */
function emailOf(value: Env) {
  return {
    transport: value.EMAIL_TRANSPORT,
    from: value.EMAIL_FROM,
    sendgridApiKey: value.SENDGRID_API_KEY,
    sendgridBaseUrl: value.SENDGRID_BASE_URL,
    sendgridWebhookPublicKey: value.SENDGRID_WEBHOOK_PUBLIC_KEY,
    eventsSecrets: value.EMAIL_EVENTS_SECRET?.split(' ') ?? [],
    smtpUrl: value.SMTP_URL,
    smtpRequiresTls: smtpRequiresTls(value.SMTP_URL ?? ''),
  };
}

/** Nobody is mailed, and nobody but somebody on this machine can reach the process. */
function showsLinksAnyway({ EMAIL_TRANSPORT, PREVIEW_INBOX_EXPOSED }: Env): boolean {
  return EMAIL_TRANSPORT === 'preview' && !PREVIEW_INBOX_EXPOSED;
}

/** How much one caller, address or account may do; 0 is no limit. */
function limitsOf(value: Env) {
  return {
    requestsPerMinutePerKey: value.RATE_LIMIT_API,
    publicRequestsPerMinutePerIp: value.RATE_LIMIT_PUBLIC,
    loginAttempts: value.LOGIN_ATTEMPTS,
    dailyEmailsPerAccount: value.DAILY_EMAILS_PER_ACCOUNT,
    dailyEmailsPerRecipient: value.DAILY_EMAILS_PER_RECIPIENT,
    dailyEmailsPerRecipientOverall: value.DAILY_EMAILS_PER_RECIPIENT_OVERALL,
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

/** Without S3 the database keeps the files; without a scanner they are not scanned. */
function storageOf(value: Env) {
  const { DOCUMENT_SCAN_URL: scanUrl, DOCUMENT_SCAN_SECRET: scanSecret } = value;
  const hasScanner = scanUrl !== undefined && scanSecret !== undefined;
  return { s3: s3Of(value), scanner: hasScanner ? { url: scanUrl, secret: scanSecret } : undefined };
}

function s3Of(value: Env) {
  const {
    STORAGE_S3_ENDPOINT: endpoint,
    STORAGE_S3_BUCKET: bucket,
    STORAGE_S3_REGION: region,
    STORAGE_S3_ACCESS_KEY_ID: accessKeyId,
    STORAGE_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = value;
  const isWhole = endpoint && bucket && accessKeyId && secretAccessKey;
  if (value.STORAGE !== 's3' || !isWhole) return undefined;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
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
