import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { lookUntil } from './look-until';
import type { S3Options } from '../../storage/s3-storage';
import { sha256Hex, signedHeaders } from '../../storage/s3-signature';

const CREDENTIALS = { region: 'us-east-1', accessKeyId: 'usher-test', secretAccessKey: 'usher-test-secret' };

/** A server that speaks S3, with an empty bucket. */
export interface S3Server {
  readonly options: S3Options;
  close(): Promise<void>;
}

/** The program of a real one, where the machine has it: https://github.com/versity/versitygw. */
export const VERSITYGW = process.env['VERSITYGW'] ?? 'versitygw';
export const hasVersityGw = spawnSync(VERSITYGW, ['--version']).status === 0;

/** Starts a real S3 server over a folder of its own. */
export async function startVersityGw(): Promise<S3Server> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'usher-s3-'));
  fs.mkdirSync(path.join(folder, 'files'));
  const port = await freePort();
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  const child = spawn(
    VERSITYGW,
    ['--access', accessKeyId, '--secret', secretAccessKey, '--port', `127.0.0.1:${port}`, 'posix', folder],
    { stdio: 'ignore' },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(endpoint).then(
      (response) => response.status,
      () => 0,
    );
  await lookUntil(
    answers,
    (status) => status > 0,
    30_000,
    () => 'the S3 server never answered',
  );
  return {
    options: { ...CREDENTIALS, endpoint, bucket: 'files' },
    close: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await exited;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a small server answers in place of doing what it is asked. */
export type Whim = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A small server in this process that verifies signature and checksum, and can be told to misbehave. */
export async function startSmallS3(): Promise<
  S3Server & { whim: Whim | undefined; readonly calls: string[] }
> {
  const objects = new Map<string, { body: Buffer; contentType: string }>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(request.method ?? '');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (small.whim?.(request, response) === true) return;
      const body = Buffer.concat(chunks);
      const key = request.url ?? '';
      const known = objects.get(key);
      if (!isSigned(request, body)) response.writeHead(403).end();
      else if (request.method === 'PUT') {
        objects.set(key, { body, contentType: request.headers['content-type'] ?? '' });
        response.writeHead(200).end();
      } else if (request.method === 'DELETE') {
        objects.delete(key);
        response.writeHead(204).end();
      } else if (known === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': known.contentType }).end(known.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const small = {
    whim: undefined as Whim | undefined,
    calls,
    options: { ...CREDENTIALS, endpoint, bucket: 'files', timeoutMs: 500 },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return small;
}

/** Signs the request that came by the same rules, with its own time, and compares. */
function isSigned({ method = '', url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const time = String(headers['x-amz-date']);
  const at = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const payloadHash = sha256Hex(body);
  const type = headers['content-type'];
  const signed = signedHeaders(
    {
      method,
      url: new URL(`http://${headers.host ?? ''}${url}`),
      headers: type === undefined ? {} : { 'content-type': type },
      payloadHash,
    },
    CREDENTIALS,
    new Date(at),
  );
  return headers['x-amz-content-sha256'] === payloadHash && headers.authorization === signed['authorization'];
}
