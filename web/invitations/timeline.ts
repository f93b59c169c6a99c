import * as api from '../../api';
import { TIMELINE } from '../../workflows/contract';
import type { ItemOf } from '../kit/api-call';
import { fromNow, inList, moment, words } from '../kit/format';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';
import { failureText } from './failure-words';
import { memberLabel } from './fields';

type Item = ItemOf<typeof api.getInvitationsByIdTimeline>;

const ACTORS: Readonly<Record<string, string>> = { operator: 'an operator', invitee: 'the contact' };

/** What happened to the invitation of the page, and what colleagues said. */
export async function readTimeline(context: PageContext) {
  const [{ items }, comments] = await Promise.all([
    context.call(api.getInvitationsByIdTimeline),
    context.callAll(api.getInvitationsByIdComments),
  ]);
  return { items, comments };
}

/** What happened and what colleagues said, by whom, when and why, newest last. */
export function timelineData(
  items: readonly Item[],
  comments: readonly ItemOf<typeof api.getInvitationsByIdComments>[],
) {
  const said = comments.map(({ createdAt: at, author, text }) => ({
    at,
    what: t('Comment'),
    who: author.name ?? t('somebody who has left'),
    when: `${moment(at)}, ${fromNow(at)}`,
    why: text,
    facts: undefined,
  }));
  return [...happened(items), ...said].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

function happened(items: readonly Item[]) {
  return items.map(({ at, type, actor, detail }) => {
    const { reason, ...facts } = detail;
    return {
      at,
      what: t(
        (TIMELINE as Readonly<Record<string, { words: string } | undefined>>)[type]?.words ?? words(type),
      ),
      who: actor.kind === 'system' ? undefined : (actor.name ?? t(ACTORS[actor.kind] ?? actor.id)),
      when: `${moment(at)}, ${fromNow(at)}`,
      why: typeof reason === 'string' ? reason : undefined,
      facts: factsText(facts),
    };
  });
}

/** What a fact of an entry says to people; IDs say nothing to them. */
const FACTS: Readonly<Record<string, (value: string) => string | undefined>> = {
  ruleId: (rule) => t('rule: {{rule}}', { rule }),
  fields: (names) => t('changed: {{fields}}', { fields: inList(names.split(', ').map(memberLabel)) }),
  event: (event) => t('the provider says: {{event}}', { event: words(event).toLowerCase() }),
  template: (name) => t('e-mail: {{name}}', { name: t(words(name)) }),
  version: (version) => t('version: {{version}}', { version }),
  assignee: (name) => t('to: {{name}}', { name }),
  addTo: () => t('to be added to an existing partner'),
  added: () => t('added to an existing partner'),
  undecidedUntil: (at) => t('nobody decided until {{when}}', { when: moment(at) }),
  assigneeId: () => undefined,
};

function factsText({ step, type, ...facts }: Readonly<Record<string, unknown>>): string | undefined {
  const failure = typeof step === 'string' && typeof type === 'string' ? [failureText({ step, type })] : [];
  const parts = Object.entries(facts)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .flatMap(([key, value]) => FACTS[key]?.(String(value)) ?? []);
  return [...failure, ...parts].join('; ') || undefined;
}
