import { randomBytes } from 'node:crypto';
import { readConfig } from '../../config/env';
import { SETTINGS } from '../../config/variables';

/** What the configuration says against an environment, one line for each problem. */
function problems(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

const PORT = 'must be a whole number from 0 to 65535';
const LIMIT = 'must be a whole number, 0 for no limit';
const FLAG = 'must be true or false';
const ADDRESS = 'must be an address, such as https://usher.example';
const TRANSPORTS = 'Invalid option: expected one of "preview"|"smtp"|"sendgrid"';
const LEVELS = /^Invalid option: expected one of "fatal"\|.*"silent"$/;
const FAULTS = 'must be a comma list of <activity>:<permanent|transient>:<count>';
const WHSEC = 'must be whsec_ and 24 to 64 bytes in base64';
const SHORT = /^must be 32 random bytes, so at least 32 characters; make one with: openssl rand -base64 32$/;

const flag = ['yes', '1', 'TRUE'];
const port = ['abc', '-1', '65536', '1.5'];
const limit = ['abc', '-1', '1.5'];
const seconds = ['abc', '-1', '1.5'];
const address = ['here', '//usher.example'];
const secret = ['x', 'abcdefghijklmnop', randomBytes(24).toString('base64').slice(0, 31)];

/** What no setting may be, each on its own, and what is said then. */
const REFUSED: Readonly<Record<string, readonly [values: readonly string[], words: string | RegExp]>> = {
  PORT: [port, PORT],
  METRICS_PORT: [port, PORT],
  PUBLIC_URL: [address, ADDRESS],
  TRUST_PROXY: [['somebody', '-1', '10.0.0.0/99'], /^must be a number of proxies or a list of addresses/],
  KEEP_ALIVE_SECONDS: [[...seconds, '601'], /^must be a whole number of seconds from 0 to 600$/],
  DRAIN_DELAY_SECONDS: [[...seconds, '21'], /^must be a whole number of seconds from 0 to 20$/],
  MONGODB_URI: [['nope', 'http://db.example'], 'must start with mongodb:// or mongodb+srv://'],
  TEMPORAL_UI_URL: [address, ADDRESS],
  TEMPORAL_UI_FOR: [['some', 'usr_01ARZ'], 'must be all, none or a list of account IDs'],
  EMAIL_TRANSPORT: [['pigeon', 'SMTP'], TRANSPORTS],
  PREVIEW_INBOX_EXPOSED: [flag, FLAG],
  EMAIL_FROM: [
    ['nobody', 'Usher <usher>', 'a@b.example c@d.example'],
    'must be an address or Name <address>',
  ],
  SENDGRID_BASE_URL: [address, ADDRESS],
  SMTP_URL: [['mail.example', 'http://mail.example'], 'must start with smtp:// or smtps://'],
  USHER_SECRET: [secret, SHORT],
  USHER_SECRETS_OLD: [[...secret, `${randomBytes(24).toString('base64')} x`], SHORT],
  USHER_INSTANCE_KEY: [secret, SHORT],
  USHER_FAULTS: [['sendEmail', 'sendEmail:never:1', 'sendEmail:permanent:1,'], FAULTS],
  SEED_DEMO: [flag, FLAG],
  LOG_LEVEL: [['loud', 'INFO'], LEVELS],
  OIDC_ISSUER: [address, ADDRESS],
  OIDC_JWKS_URI: [address, ADDRESS],
  RATE_LIMIT_API: [limit, LIMIT],
  RATE_LIMIT_PUBLIC: [limit, LIMIT],
  LOGIN_ATTEMPTS: [limit, LIMIT],
  DAILY_EMAILS_PER_ACCOUNT: [limit, LIMIT],
  DAILY_EMAILS_PER_RECIPIENT: [limit, LIMIT],
  DAILY_EMAILS_PER_RECIPIENT_OVERALL: [limit, LIMIT],
  WEBHOOK_ALLOW_PRIVATE: [flag, FLAG],
  COPY_LINKS: [flag, FLAG],
  PROVISIONING_URL: [address, ADDRESS],
  EMAIL_EVENTS_SECRET: [['whsec_', 'x'.repeat(40), `whsec_${'A'.repeat(31)}`], WHSEC],
  PROVISIONING_SECRET: [['whsec_', 'x'.repeat(40), `whsec_${'A'.repeat(31)}`], WHSEC],
  STORAGE: [['disk', 'S3'], 'Invalid option: expected one of "database"|"s3"'],
  STORAGE_S3_ENDPOINT: [address, ADDRESS],
  STORAGE_S3_BUCKET: [['a', 'A/b', '../x', '-files'], 'must be the name of a bucket'],
  DOCUMENT_SCAN_URL: [address, ADDRESS],
  DOCUMENT_SCAN_SECRET: [['whsec_', 'x'.repeat(40)], WHSEC],
  OTEL_EXPORTER_OTLP_ENDPOINT: [address, ADDRESS],
  WORKER_METRICS_ADDRESS: [['9464', '127.0.0.1:', 'http://127.0.0.1:9464'], 'must be <host>:<port>'],
};

/** Settings that may be any text. */
const FREE = [
  ...['HOST', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY', 'USHER_DATA_DIR', 'NODE_ENV'],
  ...['SENDGRID_API_KEY', 'SENDGRID_WEBHOOK_PUBLIC_KEY', 'OIDC_AUDIENCE', 'OIDC_ACCOUNT_CLAIM'],
  'OTEL_SERVICE_NAME',
  ...['STORAGE_S3_REGION', 'STORAGE_S3_ACCESS_KEY_ID', 'STORAGE_S3_SECRET_ACCESS_KEY'],
];

const SMTP = { EMAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://mail.example' };
const SENDGRID = { EMAIL_TRANSPORT: 'sendgrid', SENDGRID_API_KEY: 'SG.x' };
const PROVISIONING = {
  PROVISIONING_URL: 'https://crm.example',
  PROVISIONING_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
};
const SCANNER = {
  DOCUMENT_SCAN_URL: 'https://scan.example',
  DOCUMENT_SCAN_SECRET: PROVISIONING.PROVISIONING_SECRET,
};
const S3 = {
  STORAGE: 's3',
  STORAGE_S3_ENDPOINT: 'https://s3.example',
  STORAGE_S3_BUCKET: 'files',
  STORAGE_S3_ACCESS_KEY_ID: 'key',
  STORAGE_S3_SECRET_ACCESS_KEY: 'secret',
};
const ISSUER = { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'usher' };
const FAULTY = { USHER_FAULTS: 'sendEmail:permanent:1' };

/** Settings that are right together, one of them to leave out or to add, and what is said then. */
const CONTRADICTIONS: readonly [
  name: string,
  whole: NodeJS.ProcessEnv,
  change: NodeJS.ProcessEnv,
  words: string,
][] = [
  [
    'SMTP without its server',
    SMTP,
    { SMTP_URL: undefined },
    'SMTP_URL: is required when EMAIL_TRANSPORT is smtp',
  ],
  [
    'SendGrid without its key',
    SENDGRID,
    { SENDGRID_API_KEY: undefined },
    'SENDGRID_API_KEY: is required when EMAIL_TRANSPORT is sendgrid',
  ],
  [
    'an issuer whose tokens may be meant for anybody',
    ISSUER,
    { OIDC_AUDIENCE: undefined },
    'OIDC_AUDIENCE: is required with OIDC_ISSUER',
  ],
  [
    'unsigned calls to a customer’s system',
    PROVISIONING,
    { PROVISIONING_SECRET: undefined },
    'PROVISIONING_SECRET: is required when PROVISIONING_URL is set',
  ],
  [
    'files that anybody could claim to have scanned',
    SCANNER,
    { DOCUMENT_SCAN_SECRET: undefined },
    'DOCUMENT_SCAN_SECRET: is required when DOCUMENT_SCAN_URL is set',
  ],
  ...Object.keys(S3)
    .filter((name) => name !== 'STORAGE')
    .map(
      (name) =>
        [
          `a bucket without its ${name}`,
          S3,
          { [name]: undefined },
          `${name}: is required when STORAGE is s3`,
        ] as [string, NodeJS.ProcessEnv, NodeJS.ProcessEnv, string],
    ),
  ...[SMTP, SENDGRID].map(
    (transport) =>
      [
        `faults beside ${transport.EMAIL_TRANSPORT}, which mails real people`,
        transport,
        FAULTY,
        'USHER_FAULTS: is allowed only with the preview transport or NODE_ENV=test',
      ] as [string, NodeJS.ProcessEnv, NodeJS.ProcessEnv, string],
  ),
];

it('has a rule or none for every setting, and each is known here', () => {
  expect([...Object.keys(REFUSED), ...FREE].sort()).toEqual([...SETTINGS].sort());
});

it.each(Object.entries(REFUSED))(
  'refuses a wrong %s, naming it, in words that help',
  (name, [values, words]) => {
    for (const value of values) {
      // Whatever else a wrong address contradicts is said as well.
      const said = problems({ [name]: value }).filter((line) => line.startsWith(`${name}: `));
      expect([value, said[0]?.slice(name.length + 2)]).toEqual([
        value,
        typeof words === 'string' ? words : (expect.stringMatching(words) as unknown),
      ]);
    }
  },
);

it.each(FREE)('takes any text as %s', (name) => {
  expect(problems({ [name]: 'x.example' }).filter((line) => line.startsWith(`${name}: `))).toEqual([]);
});

it.each(CONTRADICTIONS)('refuses %s', (_name, whole, change, words) => {
  expect(problems(whole)).toEqual([]);
  expect(problems({ ...whole, ...change })).toEqual([words]);
});

it('takes faults where nobody is mailed', () => {
  expect(problems(FAULTY)).toEqual([]);
  expect(problems({ ...SMTP, ...FAULTY, NODE_ENV: 'test' })).toEqual([]);
});

it('tells every problem at once', () => {
  const wrong = Object.fromEntries(Object.entries(REFUSED).map(([name, [[value]]]) => [name, value]));
  const named = problems(wrong).map((line) => line.slice(0, line.indexOf(':')));
  expect(named).toEqual(expect.arrayContaining(Object.keys(REFUSED)));
});
