import { randomBytes } from 'node:crypto';
import { getInvitationImportsByIdRows } from '../../../api/imports/list-rows';
import { importView, type ImportRowView, type ImportView } from '../../../api/imports/schema';
import { bodyOf } from './declared-answers';
import { eventually, type Answer, type Person, type TestApi } from './support';

export const HEADER = 'partnerName,contactFirstName,contactLastName,contactEmail';

/** An address nobody had before. */
export const fresh = (): string => `row-${randomBytes(5).toString('hex')}@partner.example`;

/** A file with a row for each address. */
export const fileOf = (emails: readonly string[]): string =>
  [HEADER, ...emails.map((email, n) => `P${n},,,${email}`)].join('\n');

export const viewOf = ({ body }: Pick<Answer, 'body'>): ImportView => importView.parse(body);

/** Results of an import. */
export const counts = ({ created, alreadyInvited, alreadyPartner, invalid }: ImportView) => ({
  created,
  alreadyInvited,
  alreadyPartner,
  invalid,
});

/** Imports of one account, over HTTP. */
export class Importing {
  constructor(
    private readonly api: TestApi,
    private readonly person: () => Person,
  ) {}

  upload(csv: string | Buffer, { query = '', headers = {}, as = this.person() } = {}): Promise<Answer> {
    return this.api.call('POST', `/v1/invitation-imports${query}`, {
      as,
      raw: csv,
      headers: { 'content-type': 'text/csv', ...headers },
    });
  }

  async show(id: string): Promise<ImportView> {
    return viewOf(await this.api.get(`/v1/invitation-imports/${id}`, this.person()));
  }

  /** The import once it is over. */
  settled(id: string): Promise<ImportView> {
    return eventually(
      () => this.show(id),
      ({ status }) => status !== 'running',
    );
  }

  /** Uploads a file and waits for its end. */
  async run(csv: string | Buffer): Promise<ImportView> {
    return this.settle(await this.upload(csv));
  }

  async settle(answer: Answer): Promise<ImportView> {
    if (answer.status !== 202) throw new Error(`not started: ${answer.text}`);
    return this.settled(viewOf(answer).id);
  }

  cancel(id: string, as = this.person()): Promise<Answer> {
    return this.api.post(`/v1/invitation-imports/${id}/cancel`, as);
  }

  async rows(id: string, result = ''): Promise<readonly ImportRowView[]> {
    const query = `?limit=100${result === '' ? '' : `&result=${result}`}`;
    const answer = await this.api.get(`/v1/invitation-imports/${id}/rows${query}`, this.person());
    return bodyOf(getInvitationImportsByIdRows, answer).items;
  }

  /** Invitations of the account to the address, whatever their status. */
  invitationsTo(email: string) {
    return this.api.stores.invitations.findByEmailKey(email.toLowerCase(), this.person().accountId);
  }
}
