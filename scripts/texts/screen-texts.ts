import fs from 'node:fs';
import path from 'node:path';
import { PROBLEMS } from '../../api/http/problem';
import { BUILT_IN_ROLES } from '../../domain/accounts/roles';
import { STATUS_LABELS } from '../../domain/invitations/views';
import { NOTICE_KINDS } from '../../domain/notifications/kinds';
import { FILLERS } from '../../domain/programs/custom-field';
import { RECORD_KINDS, recordType } from '../../domain/workspaces/record-types';
import { textsOfTemplate } from '../../templates/pages/texts';
import { capital } from '../../web/kit/format';
import { SCRIPT_TEXTS } from '../../web/kit/script-words';
import { EMAIL_TEMPLATES, TIMELINE } from '../../workflows/contract';
import { ROOT } from '../structure/sources';
import { gluedIn, textsInCode } from './texts-in-code';

/** Pages of the invitee's side have their texts in `pages.json`. */
const INVITEE = ['apply', 'invitee'];
/** Pages for developers are in English. */
const DEVELOPERS = ['dev', 'reference'];
const ELSEWHERE = new Set([...INVITEE, ...DEVELOPERS]);

/** What several parts say, and what stands around every page. */
const SHARED = 'kit';

const folder = (name: string) => path.join(ROOT, name);
const readAll = (name: string, ending: string, recursive = false) =>
  fs
    .readdirSync(folder(name), { recursive, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => ({
      name: path.parse(file).name,
      source: fs.readFileSync(folder(`${name}/${file}`), 'utf8'),
    }));

const part = (name: string) => ({ name, files: readAll(`web/${name}`, '.ts', true) });
type Part = ReturnType<typeof part>;

const PARTS = fs
  .readdirSync(folder('web'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !ELSEWHERE.has(entry.name))
  .map(({ name }) => part(name));

/** The only part of `web/` that shows the screen; none for one that developers alone see. */
function partOf(screen: string): string | undefined {
  const shows = new RegExp(`(?:show|sendScreen)\\((?:response, )?'${screen}'`);
  const showing = ({ files }: Part) => files.some(({ source }) => shows.test(source));
  const found = PARTS.filter(showing);
  if (found.length === 0 && DEVELOPERS.map(part).some(showing)) return undefined;
  return found.length === 1 && found[0] !== undefined ? found[0].name : SHARED;
}

/** What the domain says on pages. */
const WORDS = [
  ...Object.values(STATUS_LABELS),
  ...Object.values(TIMELINE).map(({ words }) => words),
  ...Object.values(NOTICE_KINDS).flatMap(({ label, help }) => [label, help]),
  ...BUILT_IN_ROLES.map(({ name }) => name),
  ...RECORD_KINDS.map(recordType).flatMap(({ label, fields }) => [
    label,
    ...fields.flatMap((field) => [field.label, ...(field.options ?? []).map((option) => option.label)]),
  ]),
  ...FILLERS.map(capital),
  ...EMAIL_TEMPLATES.map((name) => capital(name.replaceAll('-', ' '))),
  ...Object.values(PROBLEMS).map(({ title }) => title),
];

/** Every English text of the signed-in side, by the part of `web/` that says it; those of several are shared. */
export function screenTexts(): Record<string, string[]> {
  const said = [
    ...WORDS.map((text) => ['words', text]),
    ...SCRIPT_TEXTS.map((text) => [SHARED, text]),
    ...readAll('templates/pages/parts', '.hbs').flatMap(({ source }) =>
      textsOfTemplate(source).map((text) => [SHARED, text]),
    ),
    ...readAll('templates/pages/signed-in', '.hbs').flatMap(({ name, source }) => {
      const shownBy = partOf(name);
      return shownBy === undefined ? [] : textsOfTemplate(source).map((text) => [shownBy, text]);
    }),
    ...PARTS.flatMap(({ name, files }) =>
      files.flatMap(({ source }) => textsInCode(source).map((text) => [name, text])),
    ),
  ] as [part: string, text: string][];
  const partsOf = new Map<string, Set<string>>();
  for (const [part, text] of said) partsOf.set(text, (partsOf.get(text) ?? new Set()).add(part));
  const texts: Record<string, string[]> = {};
  for (const [text, parts] of partsOf) {
    const [first = SHARED] = parts;
    (texts[parts.size === 1 || parts.has('words') ? first : SHARED] ??= []).push(text);
  }
  return texts;
}

/** Sentences that are glued together, by the part of `web/`; no other language can turn them round. */
export function gluedTexts(): Record<string, string[]> {
  return Object.fromEntries(
    PARTS.map(({ name, files }) => [name, files.flatMap(({ source }) => gluedIn(source))]),
  );
}
