import { defaultPayloadConverter, type Headers } from '@temporalio/common';

/** The header of W3C trace context; named as the tracing interceptors of Temporal's own SDKs name it. */
export const TRACE_HEADER = '_tracer-data';

/** `traceparent` and `tracestate`. */
export type TraceCarrier = Readonly<Record<string, string>>;

/** The headers with the trace that the call belongs to; an empty carrier adds nothing. */
export function withTrace(headers: Headers, carrier: TraceCarrier): Headers {
  if (Object.keys(carrier).length === 0) return headers;
  return { ...headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload(carrier) };
}

/** The trace that a call belongs to; empty for one that was not traced. */
export function traceIn(headers: Headers): TraceCarrier {
  const payload = headers[TRACE_HEADER];
  return payload === undefined ? {} : defaultPayloadConverter.fromPayload<TraceCarrier>(payload);
}
