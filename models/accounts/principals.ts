import type { Connection, Model, PipelineStage } from 'mongoose';
import { sha256 } from '../../domain/security/secrets';
import { apiKeyModel, looksLikeApiKey, type ApiKeyDoc } from './api-keys';
import type { MembershipDoc } from './memberships';
import { sessionModel, type SessionDoc } from './sessions';
import type { UserDoc } from './users';

/** Who a credential stands for, as of one moment; without a user or a membership it stands for nobody. */
export interface Principal<Credential> {
  readonly credential: Credential;
  readonly user: UserDoc | undefined;
  readonly membership: MembershipDoc | undefined;
}

type Joined<Credential> = Credential & {
  readonly membershipId: string;
  readonly users: readonly UserDoc[];
  readonly memberships: readonly MembershipDoc[];
};

/** The user of a credential and their membership of its account, by their IDs. */
const JOIN: readonly PipelineStage[] = [
  { $addFields: { membershipId: { $concat: ['$accountId', ':', '$userId'] } } },
  { $lookup: { from: 'users', localField: 'userId', foreignField: '_id', as: 'users' } },
  { $lookup: { from: 'memberships', localField: 'membershipId', foreignField: '_id', as: 'memberships' } },
];

/** Reads who calls in one round trip, which every call pays. */
export class PrincipalReader {
  private readonly sessions: Model<SessionDoc>;
  private readonly apiKeys: Model<ApiKeyDoc>;
  constructor(connection: Connection) {
    this.sessions = sessionModel(connection);
    this.apiKeys = apiKeyModel(connection);
  }

  /** Whose session it is; `undefined` for one that has ended. */
  async ofSession(token: string): Promise<Principal<SessionDoc> | undefined> {
    const found = await joined(this.sessions, { _id: sha256(token) });
    return found === undefined || found.credential.expiresAt <= new Date() ? undefined : found;
  }

  /** Whom the key acts as; `undefined` for one that is revoked or expired, or was replaced too long ago. */
  async ofApiKey(key: string): Promise<Principal<ApiKeyDoc> | undefined> {
    if (!looksLikeApiKey(key)) return undefined;
    const hash = sha256(key);
    const found = await joined(this.apiKeys, { $or: [{ hash }, { 'old.hash': hash }] });
    if (found === undefined || found.credential.revokedAt !== null) return undefined;
    const { expiresAt, old, hash: current } = found.credential;
    const ends = hash === current ? expiresAt : (old?.validUntil ?? new Date(0));
    return ends !== null && ends <= new Date() ? undefined : found;
  }
}

async function joined<Credential>(
  model: Model<Credential>,
  match: PipelineStage.Match['$match'],
): Promise<Principal<Credential> | undefined> {
  const [found] = await model.aggregate<Joined<Credential>>([{ $match: match }, ...JOIN]);
  if (found === undefined) return undefined;
  const { users, memberships, membershipId: _, ...credential } = found;
  return { credential: credential as unknown as Credential, user: users[0], membership: memberships[0] };
}
