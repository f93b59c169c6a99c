// Speaks as much of MongoDB's wire protocol as a replica set of one needs to come up. Its configuration stands in
// replica-set.json of its data folder. It is primary from the fourth question on, and then notes its port in primary.txt.
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { BSON } = require('mongoose').mongo;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const after = (flag) => process.argv[process.argv.indexOf(flag) + 1];
const file = path.join(after('--dbpath'), 'replica-set.json');
const stored = () => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined);
const store = (config) => fs.writeFileSync(file, JSON.stringify(config));
let asked = 0;

function answerTo(command) {
  if (command.replSetInitiate) store({ ...command.replSetInitiate, version: 1 });
  if (command.replSetReconfig) store(command.replSetReconfig);
  if ('replSetGetConfig' in command) {
    const config = stored();
    return config
      ? { ok: 1, config }
      : { ok: 0, code: 94, codeName: 'NotYetInitialized', errmsg: 'no config' };
  }
  if (!('hello' in command || 'ismaster' in command || 'isMaster' in command)) return { ok: 1 };
  asked += 1;
  const isPrimary = stored() !== undefined && asked > 3;
  if (isPrimary) fs.writeFileSync(path.join(after('--dbpath'), 'primary.txt'), after('--port'));
  const limits = { maxBsonObjectSize: 16e6, maxMessageSizeBytes: 48e6, maxWriteBatchSize: 100_000 };
  return {
    ok: 1,
    helloOk: true,
    isWritablePrimary: isPrimary,
    minWireVersion: 0,
    maxWireVersion: 21,
    ...limits,
  };
}

function message(to, code, head, document) {
  const body = Buffer.concat([head, BSON.serialize(document)]);
  const header = Buffer.alloc(16);
  for (const [index, value] of [16 + body.length, 0, to, code].entries())
    header.writeInt32LE(value, 4 * index);
  return Buffer.concat([header, body]);
}

/** A driver's first question has the old form. */
function replyTo(whole) {
  const [id, code] = [whole.readInt32LE(4), whole.readInt32LE(12)];
  if (code === OP_QUERY) {
    const document = BSON.deserialize(whole.subarray(whole.indexOf(0, 20) + 9));
    const head = Buffer.alloc(20);
    head.writeInt32LE(1, 16);
    return message(id, OP_REPLY, head, answerTo(document));
  }
  return message(id, OP_MSG, Buffer.alloc(5), answerTo(BSON.deserialize(whole.subarray(21))));
}

net
  .createServer((socket) => {
    let kept = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      kept = Buffer.concat([kept, chunk]);
      while (kept.length >= 16 && kept.length >= kept.readInt32LE(0)) {
        const length = kept.readInt32LE(0);
        socket.write(replyTo(kept.subarray(0, length)));
        kept = kept.subarray(length);
      }
    });
  })
  .listen(Number(after('--port')), after('--bind_ip'));
