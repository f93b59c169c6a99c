import fs from 'node:fs';
import path from 'node:path';
import express from 'express';
import { brandLook, isBrandColor } from '../../templates/brand';

/** Long enough to be useful, short enough that a new version shows the same day. */
const MAX_AGE = 'public, max-age=3600';

/**
 * The style sheets of pages that need no sign-in. A brand's colour comes as a style sheet of its own, so that
 * the content policy can forbid every inline style.
 */
export function pageAssets(): express.Router {
  const router = express.Router();
  const styles = fs.readFileSync(path.join(__dirname, '..', 'invitee', 'invitee.css'), 'utf8');
  router.get('/assets/invitee.css', (_request, response) => {
    response.set('Cache-Control', MAX_AGE).type('css').send(styles);
  });
  router.get('/assets/brand/:file', (request, response, next) => {
    const color = `#${request.params.file.replace(/\.css$/, '')}`;
    if (!isBrandColor(color)) {
      next();
      return;
    }
    const { onColor } = brandLook({ color });
    const css = `:root { --brand: ${color}; --on-brand: ${onColor}; }\n`;
    response.set('Cache-Control', MAX_AGE).type('css').send(css);
  });
  return router;
}
