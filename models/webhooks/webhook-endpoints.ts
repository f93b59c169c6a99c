import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { WebhookEventType } from '../../workflows/contract';
import { anyOf, collection, findOne, insertOnce, isDuplicateKey, part } from '../mongo/collection';
import { type Resealed, resealAll } from '../mongo/reseal';
import { NEW_TARGET, TARGET_FIELDS, targetStoreOf, type DeliveryTarget } from './delivery-target';
import { newId } from '../../domain/ids';
import type { KeyRing } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';

/** Endpoints that an account may have. */
export const MAX_WEBHOOK_ENDPOINTS = 20;

/** Signing secrets that are valid at once: the newest and those it replaced shortly before. */
const MAX_SECRETS = 3;

export interface WebhookEndpointDoc extends DeliveryTarget {
  readonly accountId: string;
  /** `<accountId>:<1..20>`, unique: the limit holds however many are created at once. */
  readonly slot: string;
  readonly url: string;
  readonly events: readonly WebhookEventType[];
  /** Newest first; encrypted. The newest has no end. */
  readonly secrets: readonly { readonly sealed: string; readonly validUntil: Date | null }[];
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface NewWebhookEndpoint {
  readonly accountId: string;
  readonly url: string;
  readonly events: readonly WebhookEventType[];
  readonly createdBy: string;
}

export const webhookEndpointModel = collection<WebhookEndpointDoc>(
  'webhook_endpoints',
  {
    accountId: String,
    slot: String,
    url: String,
    events: [String],
    secrets: [part({ sealed: String, validUntil: Date })],
    ...TARGET_FIELDS,
    createdAt: Date,
    createdBy: String,
  },
  [
    // At most so many endpoints per account.
    { keys: { slot: 1 }, unique: true },
    // Endpoints of an account, for its list and for every event.
    { keys: { accountId: 1, createdAt: 1 } },
  ],
);

const PURPOSE = 'webhook-secret';

/** Where webhooks go, and with which secrets they are signed. */
export class WebhookEndpointStore extends targetStoreOf(webhookEndpointModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  /** Makes an endpoint and returns its signing secret, for the only time; `full` when the account has 20. */
  async create(
    input: NewWebhookEndpoint,
  ): Promise<{ endpoint: WebhookEndpointDoc; secret: string } | 'full'> {
    const secret = newSigningSecret();
    const taken = new Set((await this.list(input.accountId)).map(({ slot }) => slot));
    const slots = Array.from({ length: MAX_WEBHOOK_ENDPOINTS }, (_, n) => `${input.accountId}:${n + 1}`);
    for (const slot of slots.filter((one) => !taken.has(one))) {
      const endpoint = this.newDoc(input, slot, secret);
      try {
        await insertOnce(this.model, endpoint);
        return { endpoint, secret };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    return 'full';
  }

  /** The account's own endpoint; another account's is not found. */
  async find(accountId: string, id: string): Promise<WebhookEndpointDoc | undefined> {
    return findOne(this.model, { _id: id, accountId });
  }

  /** Whether any account has one. */
  async exist(): Promise<boolean> {
    return (await this.model.exists({})) !== null;
  }

  /** Oldest first. */
  async list(accountId: string): Promise<WebhookEndpointDoc[]> {
    return this.model.find({ accountId }).sort({ createdAt: 1, _id: 1 }).lean<WebhookEndpointDoc[]>();
  }

  /** Endpoints of several accounts, for the worker only. */
  async ofAccounts(accountIds: readonly string[]): Promise<WebhookEndpointDoc[]> {
    return this.model.find({ accountId: anyOf(accountIds) }).lean<WebhookEndpointDoc[]>();
  }

  async remove(accountId: string, id: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: id, accountId })).deletedCount === 1;
  }

  /** A new signing secret, shown once; the old ones stay valid until the given instant. */
  async rotate(accountId: string, id: string, oldValidUntil: Date): Promise<string | undefined> {
    for (;;) {
      const current = await this.find(accountId, id);
      if (current === undefined) return undefined;
      const secret = newSigningSecret();
      const old = stillValid(current).map(({ sealed, validUntil }) => ({
        sealed,
        validUntil: validUntil !== null && validUntil < oldValidUntil ? validUntil : oldValidUntil,
      }));
      const secrets = [this.sealed(secret), ...old].slice(0, MAX_SECRETS);
      const same = { _id: id, accountId, 'secrets.0.sealed': current.secrets[0]?.sealed ?? null };
      const { modifiedCount } = await this.model.updateOne(same as never, { $set: { secrets } });
      if (modifiedCount === 1) return secret;
    }
  }

  /** Secrets that are valid now, newest first, as their owners know them. */
  signingSecrets(endpoint: WebhookEndpointDoc): string[] {
    return stillValid(endpoint).map(({ sealed }) => unseal(sealed, this.secret, PURPOSE));
  }

  /** Events go out again; what happened meanwhile can be replayed. */
  async resume(accountId: string, id: string): Promise<WebhookEndpointDoc | undefined> {
    await this.model.updateOne({ _id: id, accountId }, { $set: NEW_TARGET });
    return this.find(accountId, id);
  }

  /** Seals every signing secret anew that an older secret sealed. */
  async reseal(): Promise<Resealed> {
    return resealAll(this.model, { ring: this.secret, purpose: PURPOSE, list: 'secrets', member: 'sealed' });
  }

  private sealed(secret: string) {
    return { sealed: seal(secret, this.secret, PURPOSE), validUntil: null };
  }

  private newDoc(input: NewWebhookEndpoint, slot: string, secret: string): WebhookEndpointDoc {
    return {
      _id: newId('whe'),
      ...input,
      events: [...input.events],
      slot,
      secrets: [this.sealed(secret)],
      ...NEW_TARGET,
      lastSuccessAt: null,
      createdAt: new Date(),
    };
  }
}

/** `whsec_` and 256 random bits, as Standard Webhooks writes them. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

function stillValid({ secrets }: WebhookEndpointDoc): WebhookEndpointDoc['secrets'] {
  const now = new Date();
  return secrets.filter(({ validUntil }) => validUntil === null || validUntil > now);
}
