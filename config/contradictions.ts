import { isGuardedUrl, isLoopbackHost, isLoopbackUrl } from './addresses';
import type { Env } from './variables';

/** A variable that is wrong beside the others. */
export interface Contradiction {
  readonly name: keyof Env;
  readonly message: string;
}

/** What is wrong with variables that are right one by one; each is told with its remedy. */
export function contradictionsIn(env: Env): Contradiction[] {
  return [...missingIn(env), ...previewIn(env), ...openIn(env), ...faultsIn(env)];
}

/** What another setting needs. */
function missingIn(env: Env): Contradiction[] {
  const needs: readonly [boolean, keyof Env, string][] = [
    [env.EMAIL_TRANSPORT === 'sendgrid', 'SENDGRID_API_KEY', 'is required when EMAIL_TRANSPORT is sendgrid'],
    [env.EMAIL_TRANSPORT === 'smtp', 'SMTP_URL', 'is required when EMAIL_TRANSPORT is smtp'],
    [env.OIDC_ISSUER !== undefined, 'OIDC_AUDIENCE', 'is required with OIDC_ISSUER'],
    [env.PROVISIONING_URL !== undefined, 'PROVISIONING_SECRET', 'is required when PROVISIONING_URL is set'],
    [
      env.DOCUMENT_SCAN_URL !== undefined,
      'DOCUMENT_SCAN_SECRET',
      'is required when DOCUMENT_SCAN_URL is set',
    ],
    ...S3_NEEDS.map(
      (name) =>
        [env.STORAGE === 's3', name, 'is required when STORAGE is s3'] as [boolean, keyof Env, string],
    ),
  ];
  return needs
    .filter(([isNeeded, name]) => isNeeded && env[name] === undefined)
    .map(([, name, message]) => ({ name, message }));
}

/** Where a bucket is, and who may use it. */
const S3_NEEDS = [
  'STORAGE_S3_ENDPOINT',
  'STORAGE_S3_BUCKET',
  'STORAGE_S3_ACCESS_KEY_ID',
  'STORAGE_S3_SECRET_ACCESS_KEY',
] as const satisfies readonly (keyof Env)[];

/** The preview inbox shows live links, those of password resets among them, and delivers nothing. */
function previewIn(env: Env): Contradiction[] {
  if (env.EMAIL_TRANSPORT !== 'preview' || env.PREVIEW_INBOX_EXPOSED) return [];
  const reason = whoElse(env);
  if (reason === undefined) return [];
  const message =
    `is preview, whose inbox shows every link, but ${reason}; set it to smtp or sendgrid ` +
    '(or, for a demonstration without real people, set PREVIEW_INBOX_EXPOSED=true)';
  return [{ name: 'EMAIL_TRANSPORT', message }];
}

/** Why others than somebody on this machine may reach the process. */
function whoElse({ HOST, PUBLIC_URL, NODE_ENV }: Env): string | undefined {
  if (NODE_ENV === 'production') return 'NODE_ENV is production';
  if (!isLoopbackHost(HOST)) return 'HOST is not a loopback address';
  if (PUBLIC_URL !== undefined && !isLoopbackUrl(PUBLIC_URL)) return 'PUBLIC_URL is not a loopback address';
  return undefined;
}

/** Addresses to which personal data, credentials or the keys of sign-ins would go in the clear. */
const GUARDED = [
  'PROVISIONING_URL',
  'OIDC_ISSUER',
  'OIDC_JWKS_URI',
  'SENDGRID_BASE_URL',
  'STORAGE_S3_ENDPOINT',
  'DOCUMENT_SCAN_URL',
] as const;

function openIn(env: Env): Contradiction[] {
  const names = env.NODE_ENV === 'production' ? ([...GUARDED, 'PUBLIC_URL'] as const) : GUARDED;
  return names
    .filter((name) => env[name] !== undefined && !isGuardedUrl(env[name]))
    .map((name) => ({ name, message: 'must be https, or an address of this machine' }));
}

function faultsIn(env: Env): Contradiction[] {
  if (env.USHER_FAULTS === '' || env.EMAIL_TRANSPORT === 'preview' || env.NODE_ENV === 'test') return [];
  return [{ name: 'USHER_FAULTS', message: 'is allowed only with the preview transport or NODE_ENV=test' }];
}
