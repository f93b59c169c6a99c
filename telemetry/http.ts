import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/**
 * Runs the serving of a request inside a span, below the caller's `traceparent`. `route` is asked at the end,
 * when it is known; paths and queries are never told, because they may hold a token.
 */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  route: () => string,
  serve: () => void,
): void {
  const parent = propagation.extract(context.active(), request.headers);
  const method = request.method ?? 'GET';
  const attributes = { 'http.request.method': method };
  const span = trace.getTracer('usher').startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  response.once('close', () => {
    span.updateName(`${method} ${route()}`);
    span.setAttributes({ 'http.route': route(), 'http.response.status_code': response.statusCode });
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), serve);
}
