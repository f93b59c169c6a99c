import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../config/env';
import { settleAlone } from '../../scripts/resolve-config';

const good = (): string => randomBytes(32).toString('base64url');
const refusal = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'usher-secrets-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

describe('the preview inbox, which shows every link', () => {
  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '10.0.0.7' },
    { HOST: '0.0.0.0', EMAIL_TRANSPORT: 'preview' },
    { PUBLIC_URL: 'https://usher.example' },
    { HOST: '127.0.0.1', PUBLIC_URL: 'http://127.0.0.1.evil.example' },
    { NODE_ENV: 'production' },
  ])('is refused at start with %j, by one sentence that names the remedy', (env) => {
    expect(refusal(env)).toMatch(
      /1 problem\(s\):\n {2}EMAIL_TRANSPORT: is preview, .* set it to smtp or sendgrid .*PREVIEW_INBOX_EXPOSED=true\)$/,
    );
  });

  it.each([
    {},
    { HOST: '127.0.0.1' },
    { HOST: '127.8.9.1' },
    { HOST: 'localhost' },
    { HOST: '::1', PUBLIC_URL: 'http://[::1]:3000' },
    { PUBLIC_URL: 'http://localhost:4000/' },
  ])('starts on this machine only with %j', (env) => {
    expect(readConfig(env).email.transport).toBe('preview');
  });

  it.each([{ HOST: '0.0.0.0' }, { NODE_ENV: 'production' }, { PUBLIC_URL: 'https://usher.example' }])(
    'starts with %j when somebody says so by name',
    (env) => {
      expect(refusal({ ...env, PREVIEW_INBOX_EXPOSED: 'true' })).toBe('');
      expect(refusal({ ...env, PREVIEW_INBOX_EXPOSED: 'false' })).toMatch(/EMAIL_TRANSPORT/);
    },
  );

  it('is no matter for a process that really sends', () => {
    const smtp = { EMAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://mail.example' };
    expect(refusal({ ...smtp, HOST: '0.0.0.0', NODE_ENV: 'production' })).toBe('');
  });

  it('is refused to a worker run alone as well, whose mail would reach nobody', async () => {
    const settle = async () =>
      settleAlone(
        readConfig({
          PUBLIC_URL: 'https://usher.example',
          MONGODB_URI: 'mongodb://127.0.0.1:1/usher',
          USHER_SECRET: good(),
        }),
        'worker',
      );
    await expect(settle()).rejects.toThrow(/EMAIL_TRANSPORT: is preview/);
  });
});

describe('the links of invitations', () => {
  const smtp = { EMAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://mail.example' };

  it.each([
    [true, {}],
    [true, { HOST: '127.0.0.1', PREVIEW_INBOX_EXPOSED: 'false' }],
    [false, { HOST: '0.0.0.0', PREVIEW_INBOX_EXPOSED: 'true' }],
    [false, smtp],
    [true, { ...smtp, COPY_LINKS: 'true' }],
    [false, { COPY_LINKS: 'false' }],
  ])('may be copied: %j, with %j', (may, env) => {
    expect(readConfig(env).copyLinks).toBe(may);
  });
});

describe('the secrets', () => {
  const weak = {
    'sixteen characters': 'abcdefghijklmnop',
    'one character over and over': 'x'.repeat(64),
    'a short text over and over': 'abc123XY'.repeat(6),
    'a placeholder': 'change-me-change-it-0123456789abcdefghij',
    'another placeholder': 'ReplaceMe0123456789ZyXwVuTsRqPoNmLkJ',
    'few different characters': 'abababbbabaabababbbabababaababab',
  };

  it.each(Object.entries(weak))('are refused when they are %s', (_, value) => {
    for (const name of ['USHER_SECRET', 'USHER_INSTANCE_KEY']) {
      const message = refusal({ [name]: value });
      expect(message).toMatch(new RegExp(`^ {2}${name}: .*openssl rand -base64 32$`, 'm'));
      expect(message).not.toContain(value);
    }
  });

  it('are taken when they are 32 random bytes, however written', () => {
    for (let n = 0; n < 500; n += 1) {
      const bytes = randomBytes(32);
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        expect(refusal({ USHER_SECRET: bytes.toString(encoding) })).toBe('');
      }
    }
  });
});

describe('what goes over the network', () => {
  const provisioning = { PROVISIONING_SECRET: `whsec_${randomBytes(32).toString('base64')}` };
  const names = [
    ['PROVISIONING_URL', provisioning],
    ['OIDC_ISSUER', { OIDC_AUDIENCE: 'usher' }],
    ['OIDC_JWKS_URI', {}],
    ['SENDGRID_BASE_URL', {}],
    ['STORAGE_S3_ENDPOINT', {}],
    ['DOCUMENT_SCAN_URL', { DOCUMENT_SCAN_SECRET: provisioning.PROVISIONING_SECRET }],
  ] as const;

  it.each(names)('is not sent in the clear: %s is https or on this machine', (name, others) => {
    const sentence = new RegExp(`^ {2}${name}: must be https, or an address of this machine$`, 'm');
    for (const bad of [
      'http://crm.example/hook',
      'http://localhost.example',
      'http://10.0.0.1',
      'ftp://x.example',
    ]) {
      expect(refusal({ ...others, [name]: bad })).toMatch(sentence);
    }
    for (const fine of [
      'https://crm.example/hook',
      'http://127.0.0.1:9000',
      'http://localhost',
      'http://[::1]:1',
    ]) {
      expect(refusal({ ...others, [name]: fine })).toBe('');
    }
  });

  it('has links over https in production', () => {
    const live = { NODE_ENV: 'production', EMAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtps://mail.example' };
    expect(refusal({ ...live, PUBLIC_URL: 'http://usher.example' })).toMatch(/PUBLIC_URL: must be https/);
    expect(refusal({ ...live, PUBLIC_URL: 'https://usher.example' })).toBe('');
    expect(refusal({ ...live, PUBLIC_URL: 'http://localhost:3000' })).toBe('');
  });

  it.each([
    ['smtp://mail.example', true],
    ['smtp://user:word@10.0.0.1:587', true],
    ['smtps://mail.example', false],
    ['smtp://localhost:1025', false],
    ['smtp://mailpit:1025?ignoreTLS=true', false],
  ])('has e-mail go to %s with STARTTLS demanded: %s', (url, demanded) => {
    const { email } = readConfig({ EMAIL_TRANSPORT: 'smtp', SMTP_URL: url });
    expect(email.smtpRequiresTls).toBe(demanded);
  });
});

describe('secrets in files', () => {
  const mongo = 'mongodb://usher:word@db.example/usher';

  it('are read once, without the line break at the end', () => {
    const secret = good();
    const config = readConfig({
      USHER_SECRET_FILE: file('secret', `${secret}\n`),
      USHER_INSTANCE_KEY_FILE: file('key', `${secret}\r\n`),
      MONGODB_URI_FILE: file('mongo', mongo),
      TEMPORAL_API_KEY_FILE: file('temporal', 'key of the cloud\n'),
      SMTP_URL_FILE: file('smtp', 'smtps://user:word@mail.example\n'),
      EMAIL_TRANSPORT: 'smtp',
    });
    expect(config).toMatchObject({
      secret,
      instanceKey: secret,
      mongodbUri: mongo,
      temporalApiKey: 'key of the cloud',
      email: { smtpUrl: 'smtps://user:word@mail.example' },
    });
  });

  it('satisfy what needs them', () => {
    const env = {
      EMAIL_TRANSPORT: 'sendgrid',
      SENDGRID_API_KEY_FILE: file('sendgrid', 'SG.x\n'),
      PROVISIONING_URL: 'https://crm.example',
      PROVISIONING_SECRET_FILE: file('provisioning', `whsec_${randomBytes(32).toString('base64')}\n`),
    };
    expect(refusal(env)).toBe('');
    expect(readConfig(env)).toMatchObject({ email: { sendgridApiKey: 'SG.x' } });
  });

  it('are refused beside their variable, when they cannot be read, and when they are empty', () => {
    const message = refusal({
      USHER_SECRET: good(),
      USHER_SECRET_FILE: file('twice', good()),
      USHER_INSTANCE_KEY_FILE: path.join(folder, 'nowhere'),
      SENDGRID_API_KEY_FILE: file('empty', '\n'),
    });
    expect(message).toMatch(/3 problem\(s\)/);
    expect(message).toMatch(
      /^ {2}USHER_SECRET_FILE: and its variable without _FILE are both set; keep one$/m,
    );
    expect(message).toMatch(
      /^ {2}USHER_INSTANCE_KEY_FILE: names .*nowhere, which cannot be read \(ENOENT\)$/m,
    );
    expect(message).toMatch(/^ {2}SENDGRID_API_KEY_FILE: names .*empty, which is empty$/m);
  });

  it('are held to the same rules as variables, and never shown', () => {
    const message = refusal({ USHER_SECRET_FILE: file('weak', 'abcdefghijklmnop\n') });
    expect(message).toMatch(/USHER_SECRET: must be 32 random bytes/);
    expect(message).not.toContain('abcdefghijklmnop');
  });

  it('hand a Temporal API key on to what connects', async () => {
    const config = readConfig({
      MONGODB_URI: mongo,
      USHER_SECRET: good(),
      TEMPORAL_API_KEY_FILE: file('cloud', 'key of the cloud\n'),
    });
    process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1';
    try {
      await settleAlone(config, 'api');
      expect(process.env['TEMPORAL_API_KEY']).toBe('key of the cloud');
    } finally {
      delete process.env['TEMPORAL_API_KEY'];
      delete process.env['TEMPORAL_ADDRESS'];
    }
  });
});
