import fs from 'node:fs';
import path from 'node:path';
import express from 'express';

/** The Swagger UI at /docs, served from our own disk so that the strict content policy holds. */
export function docsPage(): express.Router {
  const router = express.Router();
  const asset = (name: string) => fs.readFileSync(path.join(__dirname, name), 'utf8');
  const [page, init] = [asset('docs.html'), asset('docs-init.js')];
  // Its files alone: the module itself would load the whole page into this process.
  const distribution = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  router.get('/docs', (_request, response) => void response.type('html').send(page));
  router.get('/docs/init.js', (_request, response) => void response.type('js').send(init));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/docs/${file}`, (_request, response, next) => {
      response.sendFile(file, { root: distribution, maxAge: '1h' }, (error: unknown) => {
        if (error !== undefined && error !== null) next(error);
      });
    });
  }
  return router;
}
