import { context, propagation, SpanStatusCode, trace, type Span, type SpanOptions } from '@opentelemetry/api';
import type { TraceCarrier } from '../workflows/contract';

const tracer = () => trace.getTracer('usher');

/**
 * Runs something inside a span of its own, whose parent is the one in `carrier` or else the current one. Of an
 * error only the type is told: its message may have been written by anybody.
 */
export async function inSpan<T>(
  name: string,
  { carrier, ...options }: SpanOptions & { readonly carrier?: TraceCarrier },
  run: (span: Span) => Promise<T>,
): Promise<T> {
  const parent = carrier ? propagation.extract(context.active(), carrier) : context.active();
  return tracer().startActiveSpan(name, options, parent, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute('error.type', typeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The current span as it travels; empty when nothing is traced. */
export function currentCarrier(): TraceCarrier {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
