import { createTransport, type SendMailOptions } from 'nodemailer';
import { MailRefusedError, type Mail, type Mailer } from '../../domain/ports';
import { MailFailedError } from './mail-failed';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string;
  /** Nothing is said to a server that does not switch to TLS. */
  readonly requiresTls?: boolean;
  readonly timeoutMs?: number;
}

/** Half of what the sending activity has, for each silence of the server. */
const TIMEOUT_MS = 15_000;

/** Sends by SMTP with a Message-ID that is the same on every retry. */
export function createSmtpMailer({ url, requiresTls = false, timeoutMs = TIMEOUT_MS }: SmtpOptions): Mailer {
  const transport = createTransport({
    url,
    requireTLS: requiresTls,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail));
      } catch (error) {
        throw failureOf(error as SmtpError);
      }
    },
  };
}

function messageOf(mail: Mail): SendMailOptions {
  const domain = mail.from.email.slice(mail.from.email.lastIndexOf('@') + 1);
  const address = ({ email, name }: Mail['to']) => ({ address: email, name: name ?? '' });
  return {
    messageId: `<${mail.messageId}@${domain}>`,
    from: address(mail.from),
    to: address(mail.to),
    ...(mail.replyTo !== undefined && { replyTo: address({ email: mail.replyTo }) }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { ...mail.headers, 'X-Usher-Message': mail.messageId },
  };
}

/** What nodemailer throws: the server's answer code, or the network's own. */
interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

function failureOf({ code, responseCode }: SmtpError): Error {
  if (typeof responseCode === 'number' && responseCode > 0) {
    if (responseCode >= 500) return new MailRefusedError(`The mail server answered ${responseCode}.`);
    return new MailFailedError(`SMTP_${responseCode}`);
  }
  return new MailFailedError(typeof code === 'string' ? code : 'UNKNOWN');
}
