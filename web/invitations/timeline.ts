import type * as api from '../../api';
import { TIMELINE } from '../../workflows/contract';
import type { ItemOf } from '../kit/api-call';
import { fromNow, moment } from '../kit/format';

const ACTORS: Readonly<Record<string, string>> = { operator: 'an operator', invitee: 'the contact' };

/** What happened and what colleagues said, by whom, when and why, newest last. */
export function timelineData(
  items: readonly ItemOf<typeof api.getInvitationsByIdTimeline>[],
  comments: readonly ItemOf<typeof api.getInvitationsByIdComments>[],
) {
  const said = comments.map(({ createdAt: at, author, text }) => ({
    at,
    what: 'Comment',
    who: author.name ?? 'somebody who has left',
    when: `${moment(at)}, ${fromNow(at)}`,
    why: text,
    facts: undefined,
  }));
  return [...happened(items), ...said].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

function happened(items: readonly ItemOf<typeof api.getInvitationsByIdTimeline>[]) {
  return items.map(({ at, type, actor, detail }) => {
    const { reason, assigneeId: _, ...facts } = detail;
    return {
      at,
      what: (TIMELINE as Readonly<Record<string, { words: string } | undefined>>)[type]?.words ?? type,
      who: actor.kind === 'system' ? undefined : (actor.name ?? ACTORS[actor.kind] ?? actor.id),
      when: `${moment(at)}, ${fromNow(at)}`,
      why: typeof reason === 'string' ? reason : undefined,
      facts: factsText(facts),
    };
  });
}

const FACTS: Readonly<Record<string, string>> = {
  ruleId: 'rule',
  fields: 'changed',
  step: 'step',
  type: 'because of',
  event: 'event',
  template: 'e-mail',
  version: 'version',
  assignee: 'to',
  addTo: 'partner',
  added: 'to an existing partner',
  undecidedUntil: 'undecided until',
};

function factsText(facts: Readonly<Record<string, unknown>>): string | undefined {
  const parts = Object.entries(facts)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([key, value]) => `${FACTS[key] ?? key}: ${String(value)}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
