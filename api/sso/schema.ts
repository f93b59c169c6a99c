import { mailDomainOf, wrongWithMailDomain } from '../../domain/sso/mail-domain';
import { scalars, z } from '../http';

const MOST_DOMAINS = 20;

const domain = z
  .string()
  .max(253)
  .superRefine((text, context) => {
    const wrong = wrongWithMailDomain(text);
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
  })
  .transform((text) => mailDomainOf(`x@${text}`) ?? text);

export const ssoSettings = z
  .strictObject({
    issuer: z.string().trim().min(1).max(500).openapi({
      format: 'uri',
      example: 'https://login.acme.example',
      description: 'As the provider writes it itself: https, and not a private address.',
    }),
    clientId: scalars.line(200),
    clientSecret: scalars.line(500).nullable().optional().openapi({
      description: 'Left out, the one that is kept stays; null for a client without a secret.',
    }),
    domains: z
      .array(domain)
      .min(1)
      .max(MOST_DOMAINS)
      .refine((names) => new Set(names).size === names.length, 'Each domain once.')
      .openapi({ example: ['acme.example'], description: 'Of the addresses that it may speak for.' }),
    enforced: z.boolean().optional().openapi({
      description:
        'Members sign in by no password any more, except those who may change these settings. Default: false.',
    }),
    trustsAddresses: z.boolean().optional().openapi({
      description:
        'The provider proves the addresses of these domains, although it sends no `email_verified`. Default: false.',
    }),
  })
  .openapi('SsoSettings');

export const ssoConnection = z
  .object({
    issuer: z.string(),
    clientId: z.string(),
    isConfidential: z.boolean().openapi({ description: 'The client has a secret.' }),
    domains: z.array(
      z.object({
        name: z.string(),
        provenAt: scalars.instant.nullable(),
        record: z
          .object({ name: z.string(), value: z.string() })
          .openapi({ description: 'The TXT record that proves it.' }),
      }),
    ),
    enforced: z.boolean(),
    trustsAddresses: z.boolean(),
    redirectUri: z.string().openapi({ description: 'To be registered at the provider.' }),
    updatedAt: scalars.instant,
  })
  .openapi('SsoConnection');

export const ssoCheck = z
  .object({
    provider: z.object({ ok: z.boolean(), detail: z.string().nullable() }),
    connection: ssoConnection,
  })
  .openapi('SsoCheck');

/** An opaque text that the browser keeps. */
export const flow = z.string().min(1).max(4_000);
