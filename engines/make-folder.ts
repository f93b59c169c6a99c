import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it where they are missing. Node's own way of doing so never ends where a file
 * system says of a place below a folder that is there that there is none, as `/proc` does.
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const there = await found(folder);
    if (there?.isDirectory() === true) return;
    const parent = path.dirname(folder);
    const mayHelp = there === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!mayHelp || (await found(parent)) !== undefined) throw error;
    await makeFolder(parent, mode);
    await makeFolder(folder, mode);
  }
}

async function found(place: string) {
  try {
    return await stat(place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
