import * as api from '../../api';
import { newApprovalChat } from '../../api/approval-chat/schema';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { ItemOf } from '../kit/api-call';
import { form, select, text } from '../kit/codec';
import { fromNow, httpAnswer } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { saveEdit } from '../kit/editing/edits';
import { editedBy, formPage, type FormView } from '../kit/resource';
import { type Column, tableData, timeCell, type Tone } from '../kit/tables';

type Chat = JsonBodyOf<typeof api.getApprovalChat>;
type Message = ItemOf<typeof api.getApprovalChatMessages>;

const CHAT = { path: '/chat', title: 'Approval chat' };
const FORMATS: Readonly<Record<Chat['format'], string>> = { slack: 'Slack', teams: 'Microsoft Teams' };
const KINDS: Readonly<Record<Message['kind'], string>> = {
  requested: 'Approval requested',
  reminder: 'Reminder',
  test: 'Test',
};
const TONES: Readonly<Record<Message['state'], Tone>> = { pending: 'info', delivered: 'good', failed: 'bad' };

const STATES: Readonly<Record<Message['state'], string>> = {
  pending: 'Pending',
  delivered: 'Delivered',
  failed: 'Failed',
};

const FORM = form(newApprovalChat, {
  format: select('Chat', {
    labels: FORMATS,
    help: 'Mattermost and Rocket.Chat take what Slack takes.',
  }),
  url: text('Address of the incoming webhook', {
    inputType: 'url',
    wide: true,
    mayMiss: true,
    help: 'Whoever knows it may post there, so it is kept encrypted and never shown again. Left empty, the one that is set stays.',
  }),
});

/** Where approvers are told of pending partners, and what became of each message. */
export function approvalChatPages(pages: Pages): void {
  pages.get(CHAT.path, showChat);
  formPage(pages, {
    path: '/chat/settings',
    back: CHAT,
    actions: {
      test: async (context) => {
        await context.submit(api.postApprovalChatTest);
        context.done(CHAT.path, 'The test message is on its way.');
      },
      resume: async (context) => {
        await context.submit(api.postApprovalChatResume);
        context.done(CHAT.path, 'Messages are sent again.');
      },
      remove: async (context) => {
        await context.call(api.deleteApprovalChat);
        context.done(CHAT.path, 'The chat was removed.');
      },
    },
    view: viewSettings,
    save: async (context) => {
      const edited = async () => editedBy(await viewSettings(context));
      await saveEdit(context, api.putApprovalChat, edited, () => FORM.body(context.form));
      context.done('/chat/settings', 'The chat was saved. Send a test message to see whether it arrives.');
    },
  });
}

async function viewSettings(context: PageContext): Promise<FormView> {
  const { known: chat, etag } = await context.openIfAny(api.getApprovalChat);
  return {
    title: 'Approval chat: settings',
    intro: chat === undefined ? INTRO : stateOf(chat),
    form: FORM,
    known: { format: chat?.format ?? 'slack' },
    etag,
    button: 'Save',
    extra: chat && (chat.status === 'active' ? TEST : RESUME),
    removal: chat && REMOVAL,
  };
}

const INTRO =
  'When a partner waits for approval, Usher posts the company’s name and a link to a channel of your approvers, and again when they are reminded. Nobody can approve from the chat: the link opens the application, after a sign-in.';
const TEST = {
  action: 'test',
  label: 'Send a test message',
  intro: 'Posts a message that says that it is a test.',
};
const RESUME = { action: 'resume', label: 'Resume', intro: 'Messages are sent to the same address again.' };
const REMOVAL = {
  label: 'Remove the chat',
  intro: 'The address is forgotten and nothing is posted any more.',
};

function stateOf({ format, host, notice, lastSuccessAt }: Chat): string {
  if (notice !== null)
    return t('Paused {{when}}. {{detail}}', { when: fromNow(notice.at), detail: notice.detail });
  const last =
    lastSuccessAt === null
      ? t('Nothing was delivered yet.')
      : t('Last delivered {{when}}.', { when: fromNow(lastSuccessAt) });
  return sentences(t('Messages go to {{chat}} ({{host}}).', { chat: FORMATS[format], host }), last);
}

async function showChat(context: PageContext): Promise<void> {
  const chat = (await context.openIfAny(api.getApprovalChat)).known;
  const query = { cursor: context.query('cursor') };
  const { items, nextCursor } =
    chat === undefined
      ? { items: [], nextCursor: null }
      : await context.call(api.getApprovalChatMessages, { query });
  context.show('list', {
    title: CHAT.title,
    intro: chat === undefined ? INTRO : stateOf(chat),
    action: chat === undefined ? 'Set up' : 'Settings',
    actionHref: '/chat/settings',
    // What is on its way arrives by itself.
    refreshSeconds: items.some(({ state, nextAttemptAt }) => state === 'pending' && nextAttemptAt === null)
      ? 3
      : undefined,
    table: tableData({
      caption: 'Messages',
      columns: COLUMNS,
      items,
      at: { path: CHAT.path, query, nextCursor },
      empty:
        chat === undefined
          ? { title: 'No chat yet', text: 'Set one up with the address of an incoming webhook.' }
          : {
              title: 'No message yet',
              text: 'Messages appear here as soon as a partner waits for approval.',
            },
    }),
  });
}

const COLUMNS: readonly Column<Message>[] = [
  {
    label: 'Message',
    cell: ({ kind, invitationId }) => ({
      text: t(KINDS[kind]),
      strong: true,
      href: invitationId === null ? undefined : `/invitations/${invitationId}`,
    }),
  },
  {
    label: 'State',
    cell: ({ state, error, nextAttemptAt }) =>
      error === NOT_NEEDED
        ? { text: 'Not needed', badge: 'plain', below: t('Decided before it was sent') }
        : {
            text: STATES[state],
            badge: TONES[state],
            below: nextAttemptAt === null ? undefined : t('next {{when}}', { when: fromNow(nextAttemptAt) }),
          },
  },
  { label: 'Attempts', cell: ({ attempts }) => String(attempts.length) },
  { label: 'Last answer', cell: lastAnswer },
  { label: 'Created', cell: ({ createdAt }) => timeCell(createdAt) },
];

/** Nobody has to be told any more of what somebody has decided about. */
const NOT_NEEDED = 'not-needed';

function lastAnswer({ attempts, error }: Message): string {
  const last = attempts.at(-1);
  if (last === undefined) return error === NOT_NEEDED ? t('Not needed any more') : (error ?? '');
  return last.status === null ? (last.error ?? t('No answer')) : httpAnswer(last.status, last.durationMs);
}
