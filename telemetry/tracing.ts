import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/** What is traced goes to the collector until it is closed. */
export interface Tracing {
  /** Sends what is still to be sent. */
  close(): Promise<void>;
}

/** A collector that is away must not keep a process from stopping. */
const EXPORT_WITHIN_MS = 5_000;

/**
 * Sends traces to an OpenTelemetry collector, where one is configured. The exporter reads the rest of the
 * standard `OTEL_EXPORTER_OTLP_*` variables by itself; without an endpoint every span costs nothing.
 */
export function startTracing(config: {
  readonly tracing: { readonly endpoint: string | undefined; readonly serviceName: string };
}): Tracing {
  const { endpoint, serviceName } = config.tracing;
  if (endpoint === undefined) return { close: () => Promise.resolve() };
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: EXPORT_WITHIN_MS })],
  });
  provider.register();
  return { close: () => provider.shutdown() };
}
