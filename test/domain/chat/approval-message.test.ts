import { CHAT_FORMATS, chatBody, type ApprovalMessage } from '../../../domain/chat/approval-message';

const message = (partnerName: string, kind: ApprovalMessage['kind'] = 'requested'): ApprovalMessage => ({
  kind,
  partnerName,
  link: 'https://usher.example/invitations/inv_1',
});

interface Slack {
  readonly text: string;
  readonly blocks: readonly {
    readonly type: string;
    readonly text: { readonly type: string; readonly text: string };
  }[];
}
interface Teams {
  readonly type: string;
  readonly attachments: readonly {
    readonly contentType: string;
    readonly content: {
      readonly type: string;
      readonly version: string;
      readonly body: readonly { readonly type: string; readonly inlines: readonly object[] }[];
      readonly actions: readonly object[];
    };
  }[];
}
const slack = (one: ApprovalMessage) => JSON.parse(chatBody('slack', one)) as Slack;
const teams = (one: ApprovalMessage) => JSON.parse(chatBody('teams', one)) as Teams;

const HOSTILE = '<!channel> <https://evil.example|Initech> [x](https://evil.example) *b* & "q"';

it('is a message of Slack in which a name calls nobody and leads nowhere', () => {
  const { text, blocks } = slack(message(HOSTILE));
  expect(text).toBe(
    '&lt;!channel&gt; &lt;https://evil.example|Initech&gt; [x](https://evil.example) *b* &amp; "q" has applied and waits for your approval.',
  );
  expect(blocks).toEqual([
    {
      type: 'section',
      text: { type: 'plain_text', text: `${HOSTILE} has applied and waits for your approval.`, emoji: false },
    },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '<https://usher.example/invitations/inv_1|Look at the application>' },
    },
  ]);
});

it('is an Adaptive Card of Teams in which a name is no Markdown', () => {
  const { type, attachments } = teams(message(HOSTILE, 'reminder'));
  expect(type).toBe('message');
  expect(attachments).toMatchObject([
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          {
            type: 'RichTextBlock',
            inlines: [{ type: 'TextRun', text: `${HOSTILE} still waits for your approval.` }],
          },
        ],
        actions: [
          {
            type: 'Action.OpenUrl',
            title: 'Look at the application',
            url: 'https://usher.example/invitations/inv_1',
          },
        ],
      },
    },
  ]);
});

it.each(CHAT_FORMATS)('offers in %s no way to decide, and cuts what is too long', (format) => {
  const body = chatBody(format, message('x'.repeat(5_000)));
  expect(body.length).toBeLessThan(1_500);
  expect(body).not.toMatch(/Action\.(Submit|Http|Execute)|"action_id"|approve\b/);
  expect(chatBody(format, message('Initech', 'test'))).not.toContain('Initech');
});
