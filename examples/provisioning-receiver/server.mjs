// A system that takes part in Usher's provisioning: plain Node, no packages, everything in memory.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { PORT = '4000', HOST = '127.0.0.1', PROVISIONING_SECRET = '' } = process.env;
if (!PROVISIONING_SECRET.startsWith('whsec_')) {
  console.error('Set PROVISIONING_SECRET to the same whsec_... value that Usher has.');
  process.exit(1);
}
const KEY = Buffer.from(PROVISIONING_SECRET.slice('whsec_'.length), 'base64');
const MAX_AGE_SECONDS = 5 * 60;
const MAX_BYTES = 64 * 1024;

/** What this system knows, by invitation. A real one has a database here. */
const partners = new Map();

/**
 * What each step does. Every one may come any number of times, also at once, and must then end in the same
 * state: it is named by the invitation, never by the call. Compensations may come for what never was, and
 * the step may come again after them (an operator retried), so no step remembers that it "was done already".
 */
const steps = {
  createAccount({ invitationId, account, partner }) {
    if (partner.country === 'AQ') return refuse('We have no partners in Antarctica.');
    const known = partners.get(invitationId) ?? {};
    partners.set(invitationId, { ...known, ...account, name: partner.partnerName, contact: partner.contact });
    return done();
  },
  assignDefaultRole({ invitationId, partner }) {
    const known = partners.get(invitationId);
    if (known === undefined) return refuse('There is no account for this invitation.');
    known.role = partner.roleKey;
    return done();
  },
  shareRecords({ invitationId, partner }) {
    const known = partners.get(invitationId);
    if (known === undefined) return refuse('There is no account for this invitation.');
    known.folders = partner.share?.folderIds ?? [];
    return done();
  },
  removeCreatedAccount({ invitationId }) {
    return partners.delete(invitationId) ? done() : { status: 404 };
  },
  withdrawDefaultRole({ invitationId }) {
    delete partners.get(invitationId)?.role;
    return done();
  },
  withdrawSharedRecords({ invitationId }) {
    delete partners.get(invitationId)?.folders;
    return done();
  },
};

const done = () => ({ status: 200, body: { ok: true } });
/** 4xx: Usher gives up, undoes the steps before and parks the invitation where an operator sees it. */
const refuse = (reason) => ({ status: 422, body: { reason } });

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, and not older than five minutes. */
function isFromUsher(headers, body) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= MAX_AGE_SECONDS)) return false;
  const expected = createHmac('sha256', KEY).update(`${id}.${timestamp}.`).update(body).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice('v1,'.length), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function answerTo(request) {
  const step = request.url.split('/').at(-1);
  if (request.method === 'GET') return { status: 200, body: Object.fromEntries(partners) };
  if (request.method !== 'POST' || !Object.hasOwn(steps, step)) return { status: 404 };
  const body = await readBody(request);
  if (body === undefined) return { status: 413 };
  // The signature is over the bytes, so it is checked before anything is parsed.
  if (!isFromUsher(request.headers, body)) return { status: 401 };
  const message = JSON.parse(body.toString('utf8'));
  // The step is inside what was signed: a signed message cannot be sent to another address.
  if (message.step !== step) return { status: 400 };
  return steps[step](message);
}

const server = createServer(async (request, response) => {
  const answer = await answerTo(request).catch(() => ({ status: 500 }));
  console.log(
    `${request.method} ${request.url} ${request.headers['idempotency-key'] ?? ''} -> ${answer.status}`,
  );
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body ?? {}));
});
server.listen(Number(PORT), HOST, () => {
  const { address, port } = server.address();
  console.log(`Listening on http://${address}:${port}`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
process.on('SIGINT', () => server.close(() => process.exit(0)));
