import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CliError, USAGE } from '../failures';
import { type Column, printJson, printOne, printRows } from '../output';
import type { Tools } from '../tools';
import { firstOf } from './lists';

const VERSIONS: readonly Column[] = [
  ['Version', 'version'],
  ['Published', 'publishedAt'],
  ['By', 'publishedBy.name'],
  ['Withdrawn', 'withdrawn'],
  ['SHA-256', 'hash'],
];
const PUBLISHED: readonly Column[] = VERSIONS.slice(0, 2);
const ACCEPTED: readonly Column[] = [
  ['At', 'acceptedAt'],
  ['Version', 'version'],
  ['Who', 'name'],
  ['Email', 'email'],
  ['Partner', 'partnerName'],
  ['How', 'source'],
  ['IP', 'ip'],
];

/** terms show, publish, accepted. */
export function addTerms(program: Command, tools: Tools): void {
  const terms = program.command('terms').description('what partners accept, version by version');
  terms
    .command('show <program>')
    .description('show the versions of a program; with --json the words that are asked for now')
    .action(async (key: string) => {
      const found = await tools.usher().get('/v1/programs/{key}/terms', { path: { key } });
      if (tools.output().json) printJson(found);
      else printRows(tools.output(), found.versions, VERSIONS);
    });
  addPublish(terms, tools);
  terms
    .command('accepted <program>')
    .description('show who accepted which version')
    .action(async (key: string) => {
      const all = tools.usher().list('/v1/programs/{key}/terms-acceptances', { path: { key } });
      printRows(tools.output(), await firstOf(all, Infinity), ACCEPTED);
    });
}

interface PublishOptions {
  readonly locale: string;
  readonly url?: string;
}

/** The other languages stay as they are. */
function addPublish(terms: Command, tools: Tools): void {
  terms
    .command('publish <program> <file>')
    .description('publish the text of a file as the next version')
    .option('--locale <tag>', 'the language of the text', 'en')
    .option('--url <address>', 'where the same can be read elsewhere')
    .action(async (key: string, file: string, { locale, url }: PublishOptions) => {
      const text = readText(file);
      const usher = tools.usher();
      const { current } = await usher.get('/v1/programs/{key}/terms', { path: { key } });
      const body = { texts: { ...current?.texts, [locale]: text }, url: url ?? current?.url ?? null };
      const published = await usher.put('/v1/programs/{key}/terms', { path: { key }, body });
      printOne(tools.output(), published, PUBLISHED);
    });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CliError(`${file} cannot be read.`, USAGE);
  }
}
