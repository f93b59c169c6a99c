// Tells Usher of bounces: reads a message, or an mbox of them, from a file or from standard input.
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventsOf, messagesOf } from './dsn.mjs';

/** What mail servers understand as "try again later" and as "wrong set-up" (sysexits.h). */
const TRY_AGAIN = 75;
const WRONG_SETUP = 78;
const AT_ONCE = 100;
const WITHIN_MS = 15_000;

const words = process.argv.slice(2);
const dryRun = words.includes('--dry-run');
const [file] = words.filter((word) => !word.startsWith('--'));
const { USHER_URL = 'http://127.0.0.1:3000', EMAIL_EVENTS_SECRET = '' } = process.env;
const [secret = ''] = EMAIL_EVENTS_SECRET.split(' ');
if (!dryRun && !secret.startsWith('whsec_')) {
  console.error('Set EMAIL_EVENTS_SECRET to the whsec_... value that Usher has.');
  process.exit(WRONG_SETUP);
}

const source = readFileSync(file ?? 0, 'utf8');
const events = messagesOf(source).flatMap((message) => eventsOf(message));
for (const { messageId, event, permanent } of events) {
  console.log(`${messageId} ${event}${permanent === true ? ' for good' : ''}`);
}
if (events.length === 0) console.log('No report about an e-mail of Usher.');
if (!dryRun) {
  for (let at = 0; at < events.length; at += AT_ONCE) await send(events.slice(at, at + AT_ONCE));
}

/** Signed by Standard Webhooks. The same event again changes nothing, so whatever is unclear is sent again. */
async function send(batch) {
  const body = JSON.stringify({ events: batch });
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  const url = new URL('/v1/email-events', USHER_URL);
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.timeout(WITHIN_MS),
  }).catch(() => undefined);
  if (answer?.status === 204) return;
  console.error(
    answer === undefined
      ? `${url.origin} cannot be reached.`
      : `Usher answered ${answer.status}: ${await answer.text()}`,
  );
  const isOurs = answer !== undefined && answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  process.exit(isOurs ? WRONG_SETUP : TRY_AGAIN);
}
