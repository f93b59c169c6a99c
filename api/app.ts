import express from 'express';
import type { ApiDeps } from './deps';
import type { Endpoint } from './http/endpoint';
import { errorHandler, methodNotAllowed, notFound } from './http/errors';
import { requestIdText, requestLog } from './http/logging';
import { concurrencyLimit, type LoadLimits, type WatchPressure } from './http/limits/overload';
import { leaveBodiesUnread } from './http/body/unread-bodies';
import { securityHeaders } from './http/security-headers';
import { withOrigin } from './http/request-origin';
import { traceRequest } from '../telemetry/http';
import { routeOf } from './http/metrics';
import { endpoints } from './endpoints';
import { serveEndpoint } from './http/serve';

export interface AppOptions {
  /** Server-rendered pages, put in front of the 404. */
  readonly pages?: express.Router;
  /** How much one process takes at once; by default what was measured. */
  readonly load?: LoadLimits;
  /** Takes fewer at once while the process is busy; by default nobody looks. */
  readonly pressure?: WatchPressure;
}

/** The whole HTTP application: every endpoint of {@link endpoints}, the API description and the pages. */
export function createApp(deps: ApiDeps, { pages, load, pressure }: AppOptions = {}): express.Express {
  const app = express();
  app.disable('x-powered-by').set('query parser', 'simple').set('etag', false);
  app.set('trust proxy', deps.settings.trustProxy);
  app.use(requestLog(deps.logger), (request, response, next) => {
    response.set('X-Request-Id', requestIdText(request));
    next();
  });
  app.use(
    leaveBodiesUnread,
    traced,
    withOrigin,
    deps.metrics.middleware,
    securityHeaders,
    concurrencyLimit(deps, load, pressure),
  );
  app.use(endpointRouter(endpoints, deps));
  if (pages !== undefined) app.use(pages);
  app.use(notFound, errorHandler(deps.logger));
  return app;
}

/** Routes of the endpoints and a 405 for every other method on their paths. */
export function endpointRouter(list: readonly Endpoint[], deps: ApiDeps): express.Router {
  const router = express.Router({ caseSensitive: true });
  const methodsByPath = new Map<string, string[]>();
  for (const endpoint of list) {
    const path = expressPath(endpoint.path);
    if (path.startsWith('/v1')) router.all(path, neverCached);
    router[endpoint.method](path, serveEndpoint(endpoint, deps));
    methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), endpoint.method]);
  }
  for (const [path, methods] of methodsByPath) router.all(path, methodNotAllowed(methods));
  return router;
}

/** `/v1/invitations/{id}` as Express writes it. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

const traced: express.RequestHandler = (request, response, next) => {
  traceRequest(request, response, () => routeOf(response), next);
};

const neverCached: express.RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
