import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { linksOf } from '../../templates/html-tokens';
import type { PreviewMessage } from '../../domain/email/preview-message';
import type { Mail, Mailer } from '../../domain/ports';

/**
 * Keeps each e-mail as a file in `<dataDir>/inbox` instead of sending it. A message that is sent twice is
 * there once, and a reader sees it whole or not at all.
 */
export function createPreviewMailer(dataDir: string): Mailer {
  const inbox = path.join(dataDir, 'inbox');
  return {
    async send(mail) {
      const file = path.join(inbox, `${fileStem(mail.messageId)}.json`);
      // The name of a message being written does not end in .json, so no reader takes it up.
      const draft = `${file}.${randomUUID()}.tmp`;
      await fs.mkdir(inbox, { recursive: true, mode: 0o700 });
      await fs.writeFile(draft, JSON.stringify(messageOf(mail), undefined, 2), { mode: 0o600 });
      await fs.rename(draft, file);
    },
    async forget(invitationId) {
      const names = await fs.readdir(inbox).catch(() => []);
      // The names of an invitation's messages begin with its ID, drafts included.
      const own = names.filter((name) => name.startsWith(`${invitationId}.`));
      await Promise.all(own.map((name) => fs.rm(path.join(inbox, name), { force: true })));
    },
  };
}

/** IDs of our own making are their own file name; anything else is hashed, whatever it holds. */
function fileStem(messageId: string): string {
  if (/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}$/.test(messageId)) return messageId;
  return createHash('sha256').update(messageId).digest('hex');
}

function messageOf(mail: Mail): PreviewMessage {
  return {
    id: mail.messageId,
    to: mail.to.email,
    toName: mail.to.name ?? null,
    from: mail.from.email,
    fromName: mail.from.name ?? null,
    replyTo: mail.replyTo ?? null,
    subject: mail.subject,
    template: mail.template,
    invitationId: mail.invitationId ?? null,
    locale: mail.locale,
    html: mail.html,
    text: mail.text,
    links: linksIn(mail.html),
    headers: mail.headers ?? {},
    createdAt: new Date().toISOString(),
  };
}

function linksIn(html: string): string[] {
  return linksOf(html)
    .map(({ value }) => value.trim())
    .filter((href) => URL.canParse(href));
}
