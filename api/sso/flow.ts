import type { KeyRing } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';
import { z } from '../http';

const PURPOSE = 'sso-flow';

/** Time that people have at the provider. */
const LIFE_MS = 10 * 60_000;

const kept = z.object({
  accountId: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  next: z.string().nullable(),
  endsAt: z.number(),
});

/** A sign-in that has begun: which provider it went to, and what its answer has to fit to. */
export type SsoFlow = Omit<z.output<typeof kept>, 'endsAt'>;

/** The sign-in as a text that only we can read and make. */
export function sealFlow(flow: SsoFlow, secret: KeyRing, now = Date.now()): string {
  return seal(JSON.stringify({ ...flow, endsAt: now + LIFE_MS }), secret, PURPOSE);
}

/** The inverse of {@link sealFlow}; `undefined` for a text of anybody else, or an old one. */
export function openFlow(text: string, secret: KeyRing, now = Date.now()): SsoFlow | undefined {
  try {
    const { endsAt, ...flow } = kept.parse(JSON.parse(unseal(text, secret, PURPOSE)));
    return endsAt > now ? flow : undefined;
  } catch {
    return undefined;
  }
}
