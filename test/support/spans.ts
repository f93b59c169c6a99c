import { z } from 'zod';

/** What the tests look at of a span that a collector was sent. */
export interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
}

const span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
});
const request = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

/** The spans in one OTLP/HTTP request in JSON. */
export function spansIn(body: string): SentSpan[] {
  const { resourceSpans } = request.parse(JSON.parse(body));
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

/** The names from a span up to the first of its trace, as far as they were sent. */
export function pathTo(from: SentSpan, spans: readonly SentSpan[]): string[] {
  const parent = spans.find(
    ({ traceId, spanId }) => traceId === from.traceId && spanId === from.parentSpanId,
  );
  return [from.name, ...(parent ? pathTo(parent, spans) : [])];
}
