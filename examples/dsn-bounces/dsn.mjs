// Reads what mail servers send back: delivery status notifications (RFC 3464) and complaints (RFC 5965).
// Plain Node, no packages. Nothing in a message is trusted: what cannot be read is no event.

/** Deeper or longer than any honest report. */
const MAX_DEPTH = 5;
const MAX_PARTS = 50;

/** Statuses (RFC 3463) that say that there is no such mailbox, now or later. All others may pass. */
const DEAD_ADDRESS = /^5\.(1\.([0-6]|10)|2\.1)$/;

/**
 * What a message says became of e-mails: `{messageId, event, at, permanent?}`. Empty for everything that is no
 * report, for a delay, and for a report that does not say which e-mail it is about.
 */
export function eventsOf(source, now = new Date()) {
  const message = partOf(source);
  const { type, parameters } = contentType(message);
  if (type !== 'multipart/report') return [];
  const parts = leavesOf(message, parameters.boundary);
  const messageId = originalId(parts);
  if (messageId === undefined) return [];
  const at = dateOf(message, now);
  const complaint = parts.find((part) => contentType(part).type === 'message/feedback-report');
  if (complaint !== undefined) return complaintOf(complaint, messageId, at);
  const status = parts.find((part) => /^message\/(global-)?delivery-status$/.test(contentType(part).type));
  if (status === undefined) return [];
  const outcomes = groupsOf(textOf(status)).flatMap((fields) => outcomeOf(fields));
  // One e-mail of Usher goes to one address, so the worst of several is what happened.
  const worst = ['bounced', 'delivered'].find((event) => outcomes.some((one) => one.event === event));
  if (worst === undefined) return [];
  const same = outcomes.filter(({ event }) => event === worst);
  return [
    {
      messageId,
      event: worst,
      at,
      ...(worst === 'bounced' && { permanent: same.some(({ permanent }) => permanent) }),
    },
  ];
}

function complaintOf(part, messageId, at) {
  const [fields = new Map()] = groupsOf(textOf(part));
  return fields.get('feedback-type')?.toLowerCase() === 'abuse'
    ? [{ messageId, event: 'spam_report', at }]
    : [];
}

/** One recipient's fields: `Action` and `Status`. */
function outcomeOf(fields) {
  const action = fields.get('action')?.toLowerCase();
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? '';
  if (action === 'failed') return [{ event: 'bounced', permanent: DEAD_ADDRESS.test(status) }];
  return action === 'delivered' ? [{ event: 'delivered' }] : [];
}

/** The ID of the e-mail that came back: from what was sent back of it. */
function originalId(parts) {
  const original = parts.find((part) =>
    /^(message\/(rfc822|global)|(text\/rfc822|message\/global)-headers)$/.test(contentType(part).type),
  );
  if (original === undefined) return undefined;
  const { headers } = partOf(textOf(original));
  const own =
    headers.get('x-usher-message') ?? /^<([^<>@\s]+)@[^<>@\s]+>$/.exec(headers.get('message-id') ?? '')?.[1];
  return own !== undefined && /^[\w.-]{1,150}$/.test(own) ? own : undefined;
}

function dateOf({ headers }, now) {
  const date = new Date(headers.get('date') ?? '');
  return (Number.isNaN(date.getTime()) || date > now ? now : date).toISOString();
}

/** Headers (unfolded, by lower-case name, the first of each) and body. */
function partOf(source) {
  const text = source.replace(/\r\n?/g, '\n');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  return { headers: fieldsOf(head), body: end < 0 ? '' : text.slice(end + 2) };
}

function fieldsOf(head) {
  const fields = new Map();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Groups of fields with blank lines between them: the message's own first, then one for each recipient. */
function groupsOf(text) {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((group) => fieldsOf(group));
}

function contentType({ headers }) {
  const [type = '', ...rest] = (headers.get('content-type') ?? 'text/plain').split(';');
  const parameters = Object.fromEntries(
    rest
      .map((one) => one.split('='))
      .map(([name, ...value]) => [
        name.trim().toLowerCase(),
        value
          .join('=')
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ]),
  );
  return { type: type.trim().toLowerCase(), parameters };
}

/** The parts of a report, those of parts in parts too; what came back is not opened. */
function leavesOf({ body }, boundary, depth = 0) {
  if (!boundary || depth > MAX_DEPTH) return [];
  const lines = body.split('\n');
  const marks = lines.flatMap((line, n) =>
    line.trimEnd() === `--${boundary}` || line.trimEnd() === `--${boundary}--` ? [n] : [],
  );
  return marks
    .slice(0, MAX_PARTS)
    .filter((n) => !lines[n].trimEnd().endsWith(`${boundary}--`))
    .map((n, index) => partOf(lines.slice(n + 1, marks[index + 1] ?? lines.length).join('\n')))
    .flatMap((part) => {
      const { type, parameters } = contentType(part);
      return type.startsWith('multipart/') ? leavesOf(part, parameters.boundary, depth + 1) : [part];
    })
    .slice(0, MAX_PARTS);
}

function textOf({ headers, body }) {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return Buffer.from(
        body
          .replace(/=[ \t]*\n/g, '')
          .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
    default:
      return body;
  }
}

/** The messages of an mbox, or the one message that it is. */
export function messagesOf(text) {
  const unix = text.replace(/\r\n?/g, '\n');
  if (!unix.startsWith('From ')) return [unix];
  return unix
    .split(/(?:^|\n\n)From [^\n]*\n/)
    .filter((message) => message.trim() !== '')
    .map((message) => message.replace(/^>(>*From )/gm, '$1'));
}
