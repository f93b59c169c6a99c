import { z } from 'zod';
import { isHostAndPort } from './addresses';
import { weaknessOf } from './secret-text';
import { parseTemporalUiFor } from './temporal-ui';
import { parseTrustProxy } from './trust-proxy';

const wholeNumber = (most: number, message: string) =>
  z.coerce.number(message).int(message).min(0, message).max(most, message);
const port = wholeNumber(65_535, 'must be a whole number from 0 to 65535');
const seconds = (most: number) => wholeNumber(most, `must be a whole number of seconds from 0 to ${most}`);
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

/** Separated by spaces or line breaks. */
const secrets = z.string().transform((text, context) => {
  const all = text.split(/\s+/).filter((one) => one !== '');
  const message = all.map(weaknessOf).find((weakness) => weakness !== undefined);
  if (message === undefined) return all;
  context.issues.push({ code: 'custom', input: text, message });
  return z.NEVER;
});

const whsec = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64');

const temporalUiFor = z.string().transform((text, context) => {
  const parsed = parseTemporalUiFor(text);
  if (parsed !== undefined) return parsed;
  const message = 'must be all, none or a list of account IDs';
  context.issues.push({ code: 'custom', input: text, message });
  return z.NEVER;
});

/** Every variable Usher reads, in one schema; nothing else in the code reads `process.env`. */
export const variables = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  TRUST_PROXY: trustProxy.prefault('0'),
  KEEP_ALIVE_SECONDS: seconds(600).default(65),
  DRAIN_DELAY_SECONDS: seconds(20).default(0),
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
  COPY_LINKS: flag.optional(),
  EMAIL_FROM: mailbox.prefault('Usher <usher@localhost.localdomain>'),
  SENDGRID_API_KEY: z.string().min(1).optional(),
  SENDGRID_BASE_URL: url.optional(),
  SENDGRID_WEBHOOK_PUBLIC_KEY: z.string().min(1).optional(),
  EMAIL_EVENTS_SECRET: z
    .string()
    .regex(
      /^whsec_[A-Za-z0-9+/]{32,88}={0,2}( whsec_[A-Za-z0-9+/]{32,88}={0,2})?$/,
      'must be whsec_ and 24 to 64 bytes in base64',
    )
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  USHER_DATA_DIR: z.string().min(1).default('.data'),
  USHER_SECRET: secret.optional(),
  USHER_SECRETS_OLD: secrets.optional(),
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
  PROVISIONING_SECRET: whsec.optional(),
  STORAGE: z.enum(['database', 's3']).default('database'),
  STORAGE_S3_ENDPOINT: url.optional(),
  STORAGE_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  STORAGE_S3_REGION: z.string().min(1).default('us-east-1'),
  STORAGE_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  STORAGE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  DOCUMENT_SCAN_URL: url.optional(),
  DOCUMENT_SCAN_SECRET: whsec.optional(),
  /** Named by the OpenTelemetry specification; the exporter reads the rest of its kind by itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('usher'),
  METRICS_PORT: port.default(0),
  WORKER_METRICS_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d+$/, 'must be <host>:<port>')
    .refine(isHostAndPort, 'must have a port from 0 to 65535')
    .optional(),
});

/** The names of all variables, without those of files. */
export const SETTINGS: readonly string[] = Object.keys(variables.shape);

/** What the schema makes of the environment. */
export type Env = z.output<typeof variables>;
