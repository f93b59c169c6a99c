import express from 'express';
import type { ErrorRequestHandler, RequestHandler, Router } from 'express';
import type { ApiDeps } from '../api/deps';
import { apiKeysPages } from './settings/api-keys';
import { signedInAssets } from './kit/assets';
import { auditLogPages } from './settings/audit-log';
import { pageNotFound, showError } from './kit/errors';
import { explorerPages } from './invitations/list';
import { importsPages } from './imports/imports';
import { invitationPages } from './invitations/detail';
import { membershipsPages } from './sign-in/memberships';
import { pagesOn } from './kit/router';
import { partnerPages } from './partners/partner';
import { programsPages } from './programs/programs';
import { reviewPages } from './invitations/review';
import { rolesPages } from './settings/roles';
import { signInPages } from './sign-in/sign-in';
import { statsPages } from './stats/stats';
import { usersPages } from './settings/users';
import { webhooksPages } from './settings/webhooks';
import { wizardPages } from './invitations/wizard';
import { workspacePages } from './workspaces/own';
import { workspacesPages } from './workspaces/workspaces';

/** Every page that needs a sign-in, and the sign-in itself. */
export function signedInPages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(signedInAssets());
  const pages = pagesOn(router, deps);
  signInPages(pages);
  explorerPages(pages);
  wizardPages(pages);
  reviewPages(pages);
  invitationPages(pages);
  partnerPages(pages);
  membershipsPages(pages);
  workspacePages(pages);
  workspacesPages(pages);
  usersPages(pages);
  rolesPages(pages);
  apiKeysPages(pages);
  auditLogPages(pages);
  webhooksPages(pages);
  programsPages(pages);
  importsPages(pages);
  statsPages(pages);
  return router;
}

/** What browsers see for paths that are nobody's and for every error; mounted after all pages. */
export function errorPages(deps: ApiDeps): [RequestHandler, ErrorRequestHandler] {
  return [pageNotFound, showError(deps)];
}
