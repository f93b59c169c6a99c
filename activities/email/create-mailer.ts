import type { Mailer } from '../../domain/ports';
import { createPreviewMailer } from './preview-mailer';
import { createSendGridMailer } from './sendgrid-mailer';
import { createSmtpMailer } from './smtp-mailer';

/** The e-mail part of the configuration. */
export interface EmailConfig {
  readonly transport: 'preview' | 'smtp' | 'sendgrid';
  readonly sendgridApiKey?: string | undefined;
  readonly sendgridBaseUrl?: string | undefined;
  readonly smtpUrl?: string | undefined;
  readonly smtpRequiresTls?: boolean;
}

/**
 * The mailer that the configuration asks for.
 *
 * @throws TypeError when the transport lacks its key or address, at start rather than at the first e-mail
 */
export function createMailer(config: EmailConfig, dataDir: string): Mailer {
  switch (config.transport) {
    case 'preview':
      return createPreviewMailer(dataDir);
    case 'smtp':
      return createSmtpMailer({
        url: required(config.smtpUrl, 'SMTP_URL'),
        requiresTls: config.smtpRequiresTls ?? false,
      });
    case 'sendgrid':
      return createSendGridMailer({
        apiKey: required(config.sendgridApiKey, 'SENDGRID_API_KEY'),
        baseUrl: config.sendgridBaseUrl,
      });
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new TypeError(`${name} is missing for this e-mail transport.`);
  return value;
}
