/** Incoming webhooks that a message can be written for. */
export const CHAT_FORMATS = ['slack', 'teams'] as const;
export type ChatFormat = (typeof CHAT_FORMATS)[number];

/** What approvers are told; the company's name and a link, nothing of any person. */
export interface ApprovalMessage {
  readonly kind: 'requested' | 'reminder' | 'test';
  readonly partnerName: string;
  /** A page that wants a sign-in; nobody decides anything by following it. */
  readonly link: string;
}

const MAX_NAME_LENGTH = 100;

const SENTENCES: Readonly<Record<ApprovalMessage['kind'], (name: string) => string>> = {
  requested: (name) => `${name} has applied and waits for your approval.`,
  reminder: (name) => `${name} still waits for your approval.`,
  test: () => 'This is a test: messages about pending partners will look like this.',
};

const BUTTONS: Readonly<Record<ApprovalMessage['kind'], string>> = {
  requested: 'Look at the application',
  reminder: 'Look at the application',
  test: 'Open Usher',
};

/** The body of the message as the incoming webhook of the chat takes it. */
export function chatBody(format: ChatFormat, message: ApprovalMessage): string {
  const name = message.partnerName.slice(0, MAX_NAME_LENGTH);
  const text = SENTENCES[message.kind](name);
  return JSON.stringify(FORMATS[format](text, BUTTONS[message.kind], message.link));
}

const FORMATS: Readonly<Record<ChatFormat, (text: string, button: string, link: string) => object>> = {
  slack: (text, button, link) => ({
    // What notifications show; read as mrkdwn, in which a name could call everybody or hide a link.
    text: escapeSlack(text),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text, emoji: false } },
      { type: 'section', text: { type: 'mrkdwn', text: `<${link}|${button}>` } },
    ],
  }),
  teams: (text, button, link) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          // A TextBlock would be read as Markdown.
          body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] }],
          actions: [{ type: 'Action.OpenUrl', title: button, url: link }],
        },
      },
    ],
  }),
};

function escapeSlack(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
