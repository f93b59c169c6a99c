import express from 'express';
import type { Router } from 'express';
import type { ApiDeps } from '../api/deps';
import { accountPages } from './sign-in/passwords';
import { pageAssets } from './kit/public-assets';
import { devInboxPages } from './dev/inbox';
import { inviteePages } from './invitee/router';
import { errorPages, signedInPages } from './pages';

/** Every page: the invitee's side, the signed-in side and, with the preview transport, its inbox. */
export function publicPages(deps: ApiDeps, dataDir: string): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(pageAssets(), inviteePages(deps), accountPages(deps));
  if (deps.settings.emailTransport === 'preview') router.use(devInboxPages(deps, dataDir));
  router.use(signedInPages(deps));
  router.use(...errorPages(deps));
  return router;
}
