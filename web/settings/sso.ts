import * as api from '../../api';
import { ssoSettings } from '../../api/sso/schema';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { checkbox, form, list, text } from '../kit/codec';
import { moment } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { sentences, t } from '../kit/reader';
import { saveEdit } from '../kit/editing/edits';
import { editedBy, formPage, type FormView } from '../kit/resource';
import { details } from '../kit/tables';

type Connection = JsonBodyOf<typeof api.getSso>;

const SSO = { path: '/sso', title: 'Single sign-on' };

const SETTINGS = form(ssoSettings, {
  issuer: text('Issuer', {
    inputType: 'url',
    wide: true,
    help: 'The address by which your identity provider names itself, for example https://login.acme.example.',
  }),
  clientId: text('Client ID'),
  clientSecret: text('Client secret', {
    inputType: 'password',
    autocomplete: 'off',
    mayMiss: true,
    help: 'Empty: the one that is kept stays.',
  }),
  domains: list('E-mail domains', {
    wide: true,
    help: 'With commas between them. Each has to be proven before anybody signs in by it.',
  }),
  trustsAddresses: checkbox('The provider proves the addresses of these domains', {
    help: 'Only for one that sends no email_verified, such as Entra ID, and only if it is run for your organisation alone: whoever can set an address there signs in as its user.',
  }),
  enforced: checkbox('Members sign in by SSO only', {
    help: 'Passwords open no more, except for those who may change this page. Sessions that began with a password end.',
  }),
});

/** The identity provider of the account. */
export function ssoSettingsPages(pages: Pages): void {
  formPage(pages, {
    path: SSO.path,
    back: { path: '/users', title: 'Users' },
    view,
    save: async (context) => {
      const edited = async () => editedBy(await view(context));
      const { domains } = await saveEdit(context, api.putSso, edited, () => SETTINGS.body(context.form));
      const isProven = domains.every(({ provenAt }) => provenAt !== null);
      context.done(
        SSO.path,
        isProven
          ? 'The settings were saved.'
          : 'The settings were saved. Now add the TXT records below, and check.',
      );
    },
    actions: { check, remove },
  });
}

async function view(context: PageContext): Promise<FormView> {
  const { known: connection, etag } = await context.openIfAny(api.getSso);
  const intro = 'Members sign in at your identity provider (OpenID Connect).';
  const common = { title: SSO.title, intro, form: SETTINGS, button: 'Save', etag };
  if (connection === undefined) return common;
  const { domains, redirectUri } = connection;
  return {
    ...common,
    known: { ...connection, domains: domains.map(({ name }) => name), clientSecret: '' },
    data: details([
      ['Redirect address to register there', redirectUri],
      ...domains.map(({ name, provenAt, record }) => [name, proofOf(provenAt, record)] as const),
    ]),
    extra: {
      label: 'Check now',
      intro: 'Asks your identity provider to describe itself, and looks for the records of your domains.',
      action: 'check',
    },
    removal: {
      label: 'Remove single sign-on',
      intro: 'Members sign in with their passwords again.',
    },
  };
}

function proofOf(provenAt: string | null, { name, value }: Connection['domains'][number]['record']): string {
  return provenAt === null
    ? t('Not proven yet. Add a TXT record {{name}} with the text {{value}}', { name, value })
    : t('Proven on {{when}}', { when: moment(provenAt) });
}

async function check(context: PageContext): Promise<void> {
  const { provider, connection } = await context.submit(api.postSsoCheck);
  const missing = connection.domains.filter(({ provenAt }) => provenAt === null).map(({ name }) => name);
  const said = provider.ok
    ? t('The identity provider describes itself as it should.')
    : t('The identity provider: {{detail}}', { detail: provider.detail ?? '' });
  const proofs =
    missing.length === 0
      ? t('All domains are proven.')
      : t('Not proven yet: {{domains}}.', { domains: missing.join(', ') });
  const kind = provider.ok && missing.length === 0 ? 'good' : 'bad';
  context.goTo(SSO.path, { kind, text: sentences(said, proofs) });
}

async function remove(context: PageContext): Promise<void> {
  await context.call(api.deleteSso);
  context.done(SSO.path, 'There is no single sign-on any more.');
}
