import type { Connection } from 'mongoose';
import type { ChatFormat } from '../../domain/chat/approval-message';
import { derivedId } from '../../domain/ids';
import type { KeyRing } from '../../domain/security/key-ring';
import { seal, unseal } from '../../domain/security/sealing';
import { collection, findOne } from '../mongo/collection';
import { type Resealed, resealAll } from '../mongo/reseal';
import { NEW_TARGET, TARGET_FIELDS, targetStoreOf, type DeliveryTarget } from '../webhooks/delivery-target';

/** Where an account's approvers are told of pending partners. */
export interface ChatChannelDoc extends DeliveryTarget {
  readonly accountId: string;
  readonly format: ChatFormat;
  /** Whoever knows the address may post there, so it is a secret. */
  readonly sealedUrl: string;
  /** Its host alone, to be shown. */
  readonly host: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const chatChannelModel = collection<ChatChannelDoc>('chat_channels', {
  accountId: String,
  format: String,
  sealedUrl: String,
  host: String,
  ...TARGET_FIELDS,
  createdAt: Date,
  updatedAt: Date,
});

const PURPOSE = 'chat-url';

/** The channel of an account; there is at most one. */
export class ChatChannelStore extends targetStoreOf(chatChannelModel) {
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    super(connection);
  }

  async find(accountId: string): Promise<ChatChannelDoc | undefined> {
    return findOne(this.model, { _id: idOf(accountId) });
  }

  /**
   * Makes the channel, or changes it and lets it hear again; without an address the one it has stays.
   * `undefined` when it has none.
   */
  async put(
    accountId: string,
    { format, url }: { readonly format: ChatFormat; readonly url?: string | undefined },
  ): Promise<ChatChannelDoc | undefined> {
    const now = new Date();
    const address = url === undefined ? {} : this.sealed(url);
    await this.model.updateOne(
      { _id: idOf(accountId) },
      {
        $set: { format, ...address, ...NEW_TARGET, updatedAt: now },
        ...(url !== undefined && { $setOnInsert: { accountId, lastSuccessAt: null, createdAt: now } }),
      },
      { upsert: url !== undefined },
    );
    return this.find(accountId);
  }

  /** Messages go out again. */
  async resume(accountId: string): Promise<ChatChannelDoc | undefined> {
    await this.model.updateOne({ _id: idOf(accountId) }, { $set: NEW_TARGET });
    return this.find(accountId);
  }

  async remove(accountId: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: idOf(accountId) })).deletedCount === 1;
  }

  /** The address as the account knows it. */
  addressOf({ sealedUrl }: ChatChannelDoc): string {
    return unseal(sealedUrl, this.secret, PURPOSE);
  }

  /** Seals every address anew that an older secret sealed. */
  async reseal(): Promise<Resealed> {
    return resealAll(this.model, { ring: this.secret, purpose: PURPOSE, member: 'sealedUrl' });
  }

  private sealed(url: string) {
    return { sealedUrl: seal(url, this.secret, PURPOSE), host: new URL(url).hostname };
  }
}

/** One per account, so that two who set it up at once set up the same. */
const idOf = (accountId: string): string => derivedId('cht', accountId);
