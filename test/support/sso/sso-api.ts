import { bodyOf } from '../api/declared-answers';
import { fakeTemporal } from '../api/fake-temporal';
import { type Answer, type Person, PUBLIC_URL, TestApi } from '../api/support';
import { createSsoNetwork } from '../../../api/sso/network';
import { postSessionSso } from '../../../api/sso/start';
import { CLIENT, IdentityProvider, type Visitor } from './identity-provider';

/** The API with a real identity provider for Acme, whose domain counts because nobody has it on the internet. */
export class SsoApi extends TestApi {
  readonly provider = new IdentityProvider();

  async startSso(): Promise<void> {
    await this.start(fakeTemporal(), {}, { webhookAllowPrivate: true });
    Object.assign(this.deps, { ssoNetwork: createSsoNetwork({ allowPrivate: true }) });
    await this.provider.start({ redirectUri: `${PUBLIC_URL}/sign-in/sso/callback` });
    this.willStop(() => this.provider.stop());
    await this.setUp();
  }

  /** Acme's settings, with these changes. */
  setUp(changes: object = {}): Promise<Answer> {
    const { issuer } = this.provider;
    const body = { issuer, ...CLIENT, domains: ['acme.example'], ...changes };
    return this.call('PUT', '/v1/sso', { as: this.people.admin, body });
  }

  /** Begins a sign-in. */
  async begun(email: string, next?: string) {
    const answer = await this.post('/v1/session/sso', undefined, { email, next });
    if (answer.status !== 200) throw new Error(answer.text);
    return bodyOf(postSessionSso, answer);
  }

  finish(flow: string, query: string): Promise<Answer> {
    return this.post('/v1/session/sso/finish', undefined, { flow, query });
  }

  /** All of it: the visitor signs in at the provider, and comes back. */
  async signIn(visitor: Visitor, email = String(visitor.claims['email'])): Promise<Answer> {
    await this.provider.expects(visitor);
    const { url, flow } = await this.begun(email);
    return this.finish(flow, await this.provider.signIn(url));
  }

  /** Entries of Acme's audit log of this type, newest first. */
  async audited(type: string) {
    const { accountId } = this.people.admin;
    return this.stores.auditLog.list({ accountId, types: [type], limit: 50 }).then(({ items }) => items);
  }
}

/** Somebody as their provider knows them. */
export const at = (person: Pick<Person, 'email'>, subject = `subject of ${person.email}`): Visitor => ({
  subject,
  claims: { email: person.email, email_verified: true },
});

/** The cookie of a session that an answer began. */
export const sessionIn = (answer: Answer): string =>
  /usher_session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
