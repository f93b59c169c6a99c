import fs from 'node:fs/promises';
import path from 'node:path';
import type { PreviewMessage } from '../../domain/email/preview-message';

/** How many files are read at once. */
const BATCH = 64;

/** Every e-mail the preview transport has kept in `<dataDir>/inbox`, newest first. */
export async function readInbox(dataDir: string): Promise<PreviewMessage[]> {
  const folder = path.join(dataDir, 'inbox');
  const names = ((await ifThere(fs.readdir(folder))) ?? []).filter((name) => name.endsWith('.json'));
  const messages: PreviewMessage[] = [];
  for (let at = 0; at < names.length; at += BATCH) {
    const batch = names.slice(at, at + BATCH).map((name) => readMessage(path.join(folder, name)));
    messages.push(...(await Promise.all(batch)).filter((message) => message !== undefined));
  }
  return messages.sort((a, b) => compare(b.createdAt, a.createdAt) || compare(b.id, a.id));
}

/** A message may be erased while it is read. */
async function readMessage(file: string): Promise<PreviewMessage | undefined> {
  const text = await ifThere(fs.readFile(file, 'utf8'));
  return text === undefined ? undefined : (JSON.parse(text) as PreviewMessage);
}

function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
