import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { CliError, USAGE } from '../failures';
import { printOne, printRows, type Column } from '../output';
import type { Tools } from '../tools';
import { save } from './documents';
import { firstOf } from './lists';

const RECORDS: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Type', 'kind'],
  ['File', 'file.name'],
  ['Bytes', 'file.bytes'],
  ['Link', 'link'],
  ['Added', 'createdAt'],
];

const FOLDER: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Records', 'recordCount'],
  ['Shared with', 'sharedWith'],
  ['Open invitations', 'openInvitations'],
];

interface NewRecord {
  readonly kind?: string;
  readonly link?: string;
  readonly field?: readonly string[];
  readonly file?: string;
}

/** records list, add, save, delete. */
export function addRecords(program: Command, tools: Tools): void {
  const records = program.command('records').description('what partners see in a shared folder');
  records
    .command('list <folderId>')
    .description('list the records of a folder')
    .action(async (id: string) => {
      const all = tools.usher().list('/v1/folders/{id}/records', { path: { id } });
      printRows(tools.output(), await firstOf(all, Infinity), RECORDS);
    });
  records
    .command('add <folderId> <name>')
    .description('add a record, with its file')
    .option('--kind <key>', 'document, certificate, order, price_list, contract or a key of your own')
    .option('--field <key=value...>', 'a field of the type, such as issuer=DNV or total:=99.5')
    .option('--link <address>', 'where it can be opened')
    .option('--file <path>', 'its file')
    .action((folderId: string, name: string, options: NewRecord) => add(tools, folderId, name, options));
  records
    .command('save <recordId> <folder>')
    .description('save the file of a record there')
    .action(async (id: string, folder: string) => {
      const usher = tools.usher();
      const { file } = await usher.get('/v1/records/{id}', { path: { id } });
      if (file === null) throw new CliError('The record has no file.', USAGE);
      const bytes = await usher.get('/v1/records/{id}/file', { path: { id } });
      printOne(tools.output(), { savedAs: save(folder, { id, name: file.name }, bytes) }, [
        ['Saved as', 'savedAs'],
      ]);
    });
  records
    .command('delete <recordId>')
    .description('delete a record and its file for good')
    .action(async (id: string) => {
      await tools.usher().delete('/v1/records/{id}', { path: { id } });
    });
}

/** folders rename, delete. */
export function addFolders(program: Command, tools: Tools): void {
  const folders = program.command('folders').description('what is shared with partners, as a whole');
  folders
    .command('rename <folderId> <name>')
    .description('give a folder another name')
    .action(async (id: string, name: string) => {
      const renamed = await tools.usher().patch('/v1/folders/{id}', { path: { id }, body: { name } });
      printOne(tools.output(), renamed, FOLDER);
    });
  folders
    .command('delete <folderId>')
    .description('delete a folder; one that is in use only with --contents')
    .option('--contents', 'delete its records and their files with it, and stop sharing it')
    .action(async (id: string, { contents = false }: { readonly contents?: boolean }) => {
      const query = contents ? { contents: 'delete' as const } : {};
      await tools.usher().delete('/v1/folders/{id}', { path: { id }, query });
    });
}

async function add(
  tools: Tools,
  folderId: string,
  name: string,
  { kind, link, field = [], file }: NewRecord,
): Promise<void> {
  // Before anything is made of it.
  const content = file === undefined ? undefined : read(file);
  const usher = tools.usher();
  const data = field.length === 0 ? undefined : Object.fromEntries(field.map(pairOf));
  const body = { name, kind, link, data };
  const added = await usher.post('/v1/folders/{id}/records', { path: { id: folderId }, body });
  if (file === undefined || content === undefined) {
    printOne(tools.output(), added, RECORDS);
    return;
  }
  const query = { name: path.basename(file) };
  const whole = await usher.put('/v1/records/{id}/file', { path: { id: added.id }, query, file: content });
  printOne(tools.output(), whole, RECORDS);
}

/** The value is text; `key:=3` makes it JSON, such as a number. */
function pairOf(text: string): [string, unknown] {
  const [, key = '', isJson, value = ''] = /^([^=:]+)(:)?=(.*)$/s.exec(text) ?? [];
  if (key === '') throw new CliError(`"${text}" is no field: write key=value.`, USAGE);
  try {
    return [key, isJson === undefined ? value : JSON.parse(value)];
  } catch {
    throw new CliError(`"${value}" is no JSON.`, USAGE);
  }
}

function read(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    throw new CliError(`${file} cannot be read.`, USAGE);
  }
}
