import fs from 'node:fs/promises';
import path from 'node:path';
import type { PreviewMessage } from '../../domain/email/preview-message';

/** How many files are read at once. */
const BATCH = 64;

/** Every e-mail the preview transport has kept in `<dataDir>/inbox`, newest first. */
export async function readInbox(dataDir: string): Promise<PreviewMessage[]> {
  const folder = path.join(dataDir, 'inbox');
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  const messages: PreviewMessage[] = [];
  for (let at = 0; at < names.length; at += BATCH) {
    const batch = names.slice(at, at + BATCH).map((name) => readMessage(path.join(folder, name)));
    messages.push(...(await Promise.all(batch)).filter((message) => message !== undefined));
  }
  return messages.sort((a, b) => compare(b.createdAt, a.createdAt) || compare(b.id, a.id));
}

/** One message by its ID; `undefined` when there is none. */
export async function findInboxMessage(dataDir: string, id: string): Promise<PreviewMessage | undefined> {
  return (await readInbox(dataDir)).find((message) => message.id === id);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A message may be erased while it is read. */
async function readMessage(file: string): Promise<PreviewMessage | undefined> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8')) as PreviewMessage;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
