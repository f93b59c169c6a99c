import express from 'express';
import type { ErrorRequestHandler, RequestHandler, Router } from 'express';
import type { ApiDeps } from '../../deps';
import { apiKeysPages } from './api-keys';
import { signedInAssets } from './assets';
import { auditLogPages } from './audit-log';
import { pageNotFound, showError } from './errors';
import { explorerPages } from './explorer';
import { importsPages } from './imports';
import { invitationPages } from './invitation';
import { membershipsPages } from './memberships';
import { pagesOn } from './pages-router';
import { partnerPages } from './partner';
import { programsPages } from './programs';
import { rolesPages } from './roles';
import { signInPages } from './sign-in';
import { statsPages } from './stats';
import { usersPages } from './users';
import { webhooksPages } from './webhooks';
import { wizardPages } from './wizard';
import { workspacePages } from './workspace';
import { workspacesPages } from './workspaces';

/** Every page that needs a sign-in, and the sign-in itself. */
export function signedInPages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(signedInAssets());
  const pages = pagesOn(router, deps);
  signInPages(pages);
  explorerPages(pages);
  wizardPages(pages);
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
