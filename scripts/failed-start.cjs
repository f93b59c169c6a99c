// The one place that turns a start that failed into its sentence. CommonJS without dependencies: the launchers
// need it before anything is installed, and what is compiled needs it as well.
'use strict';

const fs = require('node:fs');

/** What to set when something cannot be used, by the setting that decides over it. */
const REMEDIES = {
  USHER_DATA_DIR: 'set USHER_DATA_DIR to a folder of your own, on a disk with room',
  USHER_CACHE_DIR: 'set USHER_CACHE_DIR to a folder of your own, on a disk with room',
  clone: 'put the clone of Usher into a folder of your own, on a disk with room',
  PORT: 'set PORT to another one, or to 0 for any that is free',
  METRICS_PORT: 'set METRICS_PORT to another one, or to 0 for none of its own',
  WORKER_METRICS_ADDRESS: 'set WORKER_METRICS_ADDRESS to another one, or leave it out',
};

const REASONS = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  EISDIR: 'a folder is in the way',
  ENOENT: 'no folder can be made there',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'a symbolic link there leads back to itself',
};

/** How the systems, npm and proxies say that what is asked over the network does not answer. */
const AWAY =
  /^E(CONN\w*|NOTFOUND|AI_AGAIN|TIMEDOUT|\w*TIMEOUT|HOSTUNREACH|NETUNREACH|50[234])$|CERT|_SSL_|_TLS_|SELF_SIGNED/;

const isAway = (code) => AWAY.test(code ?? '');

/**
 * The conditions, the first that applies tells. `code` and `call` are the error's, `text` is its message or what
 * the program printed that failed, `setting` says what the failure is about.
 */
const CAUSES = [
  {
    code: /^(ENOSPC|EDQUOT)$/,
    text: /\b(ENOSPC|EDQUOT)\b|no space left on device|disk is full|disk quota exceeded/i,
    say: (failure) =>
      `The disk is full: ${roomAt(failure.path)}; make room, or ${remedy(failure, 'USHER_DATA_DIR')}.`,
  },
  {
    code: /^EADDRINUSE$/,
    say: (failure) =>
      `Port ${failure.port} of ${failure.address} is taken, perhaps by another Usher: ${remedy(failure, 'PORT')}.`,
  },
  {
    code: /^EACCES$/,
    call: /^listen$/,
    say: (failure) =>
      `Port ${failure.port} of ${failure.address} may not be opened by this user: ${remedy(failure, 'PORT')}.`,
  },
  {
    code: /./,
    call: /^(listen|bind|getaddrinfo)$/,
    say: ({ address, code, setting }) =>
      setting === 'WORKER_METRICS_ADDRESS'
        ? `${setting} is no address of this machine (${address}: ${code}): ${REMEDIES[setting]}.`
        : `HOST=${address} is no address of this machine (${code}): set HOST to one of its own, for example 127.0.0.1.`,
  },
  {
    code: /^ENOENT$/,
    call: /^spawn/,
    say: ({ path }) => `The program ${path} is not on PATH: install it, or add its folder to PATH.`,
  },
  {
    code: AWAY,
    setting: /^registry$/,
    say: ({ address, code }) =>
      `The package registry ${address} cannot be reached (${code}): set npm_config_registry to one that can, ` +
      'or npm_config_https_proxy to the proxy that leads there.',
  },
  {
    text: /unmappable characters|Malformed input or input contains/i,
    say: ({ path, setting }) =>
      `The path ${path} has letters that the locale of this process cannot write: set LC_ALL=C.UTF-8 or another ` +
      `UTF-8 locale, or ${setting} to a folder without such letters.`,
  },
  {
    text: /file is not a database|disk image is malformed|\bcorrupt|write format \d+ is larger|no such table|\.h2 cannot be used: null/i,
    say: ({ path, setting }) =>
      `The data in ${path} is damaged or was written by a newer program: restore it from a backup, or set ` +
      `${setting} to another folder.`,
  },
  {
    code: new RegExp(`^(${Object.keys(REASONS).join('|')})$`),
    setting: /./,
    say: (failure) =>
      `${failure.path} cannot be ${failure.call === 'read' ? 'read' : 'written'}, as ${REASONS[failure.code]}: ${remedy(failure, 'USHER_DATA_DIR')}.`,
  },
];

function remedy({ setting }, otherwise) {
  return REMEDIES[setting] ?? REMEDIES[otherwise];
}

function roomAt(path) {
  if (path === undefined) return 'nothing more can be written';
  try {
    const { bavail, bsize } = fs.statfsSync(path);
    return `${path} has ${(Number(bavail * bsize) / 1e6).toFixed(1)} MB left`;
  } catch {
    return `nothing more can be written to ${path}`;
  }
}

function applies({ code, call, text, setting }, failure) {
  if (call !== undefined && !call.test(failure.call)) return false;
  if (setting !== undefined && !setting.test(failure.setting ?? '')) return false;
  return (code?.test(failure.code) ?? false) || (text?.test(failure.text) ?? false);
}

/** Errors whose message is the sentence already. */
const TOLD = new Set(['ConfigError', 'EngineError', 'StepFailed']);

/** The sentence for what the table knows; undefined for the rest. */
function causeOf(error) {
  const failure = {
    code: (error.code ?? '').replace(/^ERR_FS_/, ''),
    call: error.syscall ?? '',
    text: error.output ?? (TOLD.has(error.name) ? '' : (error.message ?? '')),
    setting: error.setting,
    // Of a rename the name that was wanted.
    path: error.dest ?? error.path,
    address: error.address ?? error.hostname,
    port: error.port,
  };
  return CAUSES.find((cause) => applies(cause, failure))?.say(failure);
}

/** What a person is shown of a start that failed: one sentence, or for a fault of Usher itself all there is. */
function sentenceOf(error) {
  if (typeof error !== 'object' || error === null) return error;
  const told = TOLD.has(error.name) ? `${error.output ?? ''}${error.message}` : undefined;
  return causeOf(error) ?? told ?? error;
}

/** Runs what a setting decides over, so that an error on the way names the setting and a place. */
async function concerning(setting, place, work) {
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'object' && error !== null) {
      error.setting ??= setting;
      error.path ??= place;
    }
    throw error;
  }
}

module.exports = { causeOf, concerning, isAway, sentenceOf };
