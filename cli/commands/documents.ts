import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { invitationIdArgument } from '../arguments';
import { CliError, USAGE } from '../failures';
import { printRows, type Column } from '../output';
import type { Tools } from '../tools';

const DOCUMENTS: readonly Column[] = [
  ['ID', 'id'],
  ['Field', 'field'],
  ['Name', 'name'],
  ['Bytes', 'bytes'],
  ['State', 'state'],
  ['Saved as', 'savedAs'],
];

/** documents: lists the files of an invitation, and saves those that were found clean. */
export function addDocuments(program: Command, tools: Tools): void {
  program
    .command('documents')
    .addArgument(invitationIdArgument())
    .description('list the files of an invitation')
    .option('--save <folder>', 'save those that are clean there')
    .action(async (id: string, { save: folder }: { save?: string }) => {
      const usher = tools.usher();
      const { documents } = await usher.get('/v1/invitations/{id}', { path: { id } });
      const shown: object[] = [];
      for (const document of documents) {
        if (folder === undefined || document.state !== 'clean') {
          shown.push(document);
          continue;
        }
        const bytes = await usher.get('/v1/documents/{id}/content', { path: { id: document.id } });
        shown.push({ ...document, savedAs: save(folder, document, bytes) });
      }
      printRows(tools.output(), shown, DOCUMENTS);
    });
}

/** Two files may have one name, so the ID stands in front of it; what is there already stays. */
export function save(folder: string, { id, name }: { id: string; name: string }, bytes: Uint8Array): string {
  const file = path.join(folder, `${id}-${path.basename(name)}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    throw new CliError(`${file} cannot be written (${reason}).`, USAGE);
  }
  return file;
}
