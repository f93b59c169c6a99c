import type { Connection } from 'mongoose';
import { MongoLetterReader } from './letters';
import { MongoPartnerReader } from './partner-data';
import { MongoPrivacyKeeper } from './privacy';
import { MongoProvisioner } from './provisioner';
import { Inviting } from './inviting';
import { ProgramRuleBook } from './rule-book';
import { createStoreSet, type StoreSet } from './stores';
import { MongoUserLetterReader } from './user-letters';
import { MongoWebhookLog } from './webhook-log';

/** Every store, and the ports of the worker that are made of them. */
export type Stores = StoreSet & {
  readonly letters: MongoLetterReader;
  readonly userLetters: MongoUserLetterReader;
  readonly partners: MongoPartnerReader;
  readonly privacy: MongoPrivacyKeeper;
  readonly provisioner: MongoProvisioner;
  readonly inviting: Inviting;
  readonly ruleBook: ProgramRuleBook;
  readonly webhookLog: MongoWebhookLog;
};

/** The stores of one connection; `secret` is `USHER_SECRET` and keys every hash. */
export function createStores(connection: Connection, options: { readonly secret: string }): Stores {
  const stores = createStoreSet(connection, options);
  return {
    ...stores,
    letters: new MongoLetterReader(stores),
    userLetters: new MongoUserLetterReader(stores),
    partners: new MongoPartnerReader(stores),
    privacy: new MongoPrivacyKeeper(stores),
    provisioner: new MongoProvisioner(stores, options.secret),
    inviting: new Inviting(stores),
    ruleBook: new ProgramRuleBook(stores),
    webhookLog: new MongoWebhookLog(stores),
  };
}

export * from './accounts';
export * from './address-mark';
export * from './api-keys';
export * from './applications';
export * from './attempt-counters';
export * from './approval-rules';
export * from './audit-log';
export * from './audit-origins';
export * from './connection';
export * from './database-errors';
export * from './content-hash';
export * from './cursor';
export * from './email-address';
export * from './end-access';
export * from './email-counters';
export * from './idempotency-keys';
export * from './ids';
export * from './invitation-content';
export * from './invitation-document';
export * from './invitation-events';
export * from './invitation-import-rows';
export * from './invitation-imports';
export * from './invitation-list';
export * from './invitation-model';
export * from './invitation-stats';
export * from './invitations';
export * from './inviting';
export * from './membership-offers';
export * from './memberships';
export * from './notes';
export * from './outbox';
export * from './page';
export * from './partnerships';
export * from './passwords';
export * from './privacy';
export * from './privacy-requests';
export * from './programs';
export * from './public-address';
export * from './receiving';
export * from './roles';
export * from './rule-book';
export * from './sessions';
export * from './shares';
export * from './suppressions';
export * from './authority';
export * from './tokens';
export * from './users';
export * from './webhook-deliveries';
export * from './webhook-endpoints';
export * from './webhook-payload';
export * from './workspaces';
