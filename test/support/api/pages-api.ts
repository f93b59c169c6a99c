import { createServer } from 'node:http';
import os from 'node:os';
import type { Router } from 'express';
import { createApp } from '../../../api/app';
import { publicPages } from '../../../web/public-pages';
import type { TemporalGateway } from '../../../api/temporal/client';
import { TestApi, type Person } from './support';

/** A form as a browser sends it; a file needs `FormData`. */
export type Sent = Readonly<Record<string, string | readonly string[]>> | FormData;

interface Request {
  readonly cookie?: string;
  readonly form?: Sent;
  readonly language?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API with its pages, and people who look at them without a browser. */
export class PagesApi extends TestApi {
  /** The routes of all pages. */
  pages!: Router;
  pagesUrl = '';

  async startPages(temporal: TemporalGateway): Promise<void> {
    await this.start(temporal);
    this.pages = publicPages(this.deps, os.tmpdir());
    this.pagesUrl = await this.listen(createServer(createApp(this.deps, { pages: this.pages })));
  }

  /** One request as a browser would send it; follows nothing. */
  async send(
    method: string,
    path: string,
    { cookie = '', form, language = 'en', headers: more }: Request = {},
  ) {
    const response = await fetch(this.pagesUrl + path, {
      method,
      redirect: 'manual',
      headers: { cookie, 'accept-language': language, accept: 'text/html', ...more },
      ...(form && { body: form instanceof FormData ? form : encoded(form) }),
    });
    const { status, headers } = response;
    return { status, headers, text: await response.text(), set: headers.get('set-cookie') ?? '' };
  }

  /** Somebody’s browser without scripts, in which they are signed in. */
  async browser({ userId, accountId }: Pick<Person, 'userId' | 'accountId'>) {
    let { token } = await this.stores.sessions.create({ userId, accountId });
    const csrfOf = async () => (await this.stores.sessions.find(token))?.csrfToken ?? '';
    return {
      /** A form gets the token of the session, unless it brings one. */
      send: async (method: string, path: string, fields?: Sent) => {
        const form = fields && withToken(fields, await csrfOf());
        const answer = await this.send(method, path, {
          cookie: `usher_session=${token}`,
          ...(form && { form }),
        });
        token = /usher_session=([\w-]{43})/.exec(answer.set)?.[1] ?? token;
        return answer;
      },
    };
  }
}

function encoded(form: Exclude<Sent, FormData>): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  return body;
}

/** The token comes before a file, as it does on our pages. */
function withToken(form: Sent, _csrf: string): Sent {
  if (!(form instanceof FormData)) return { _csrf, ...form };
  const whole = new FormData();
  whole.set('_csrf', _csrf);
  for (const [name, value] of form) whole.append(name, value);
  return whole;
}
