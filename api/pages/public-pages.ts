import express from 'express';
import type { Router } from 'express';
import type { ApiDeps } from '../deps';
import { accountPages } from './account/router';
import { pageAssets } from './assets';
import { devInboxPages } from './dev-inbox';
import { inviteePages } from './invitee/router';
import { errorPages, signedInPages } from './signed-in';

/** Every page: the invitee's side, the signed-in side and, with the preview transport, its inbox. */
export function publicPages(deps: ApiDeps, dataDir: string): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(pageAssets(), inviteePages(deps), accountPages(deps));
  if (deps.settings.emailTransport === 'preview') router.use(devInboxPages(deps, dataDir));
  router.use(signedInPages(deps));
  router.use(...errorPages(deps));
  return router;
}
