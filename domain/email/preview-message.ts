/** An e-mail as the preview inbox keeps it, and as `/dev/inbox.json` shows it. */
export interface PreviewMessage {
  readonly id: string;
  readonly to: string;
  readonly toName: string | null;
  readonly from: string;
  readonly fromName: string | null;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly template: string;
  readonly invitationId: string | null;
  readonly locale: string;
  readonly html: string;
  readonly text: string;
  /** Absolute addresses of the HTML part's links, in order. */
  readonly links: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly createdAt: string;
}
