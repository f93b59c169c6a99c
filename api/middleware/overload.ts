import type { RequestHandler } from 'express';
import type { ApiDeps } from '../deps';
import { Problem } from '../problem';

/** More calls than this at once would each only wait; measured on two cores with calls of 2 s. */
const MAX_IN_FLIGHT = 1_000;

/** 503 `overloaded` above {@link MAX_IN_FLIGHT}; a stopping process asks its callers to reconnect. */
export function concurrencyLimit(deps: Pick<ApiDeps, 'isClosing'>): RequestHandler {
  let inFlight = 0;
  return (_request, response, next) => {
    if (deps.isClosing()) response.set('Connection', 'close');
    if (inFlight >= MAX_IN_FLIGHT) throw new Problem('overloaded');
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
    });
    next();
  };
}
