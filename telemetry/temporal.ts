import { SpanKind } from '@opentelemetry/api';
import type { Context } from '@temporalio/activity';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInterceptors } from '@temporalio/worker';
import { traceIn, withTrace } from '../workflows/contract';
import { currentCarrier, inSpan } from './spans';

const CLIENT = { kind: SpanKind.CLIENT };

/** Spans around what a client asks of Temporal; the workflow learns the trace from the headers. */
export const tracedClient: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => inSpan(`start ${input.workflowType}`, CLIENT, () => next(traced(input))),
  signal: (input, next) => inSpan(`signal ${input.signalName}`, CLIENT, () => next(traced(input))),
  startUpdate: (input, next) => inSpan(`update ${input.updateName}`, CLIENT, () => next(traced(input))),
};

/** A span around each attempt of an activity, below whatever made the workflow ask for it. */
export function tracedActivity({ info }: Context): ActivityInterceptors {
  const attributes = {
    'temporal.workflow.id': info.workflowExecution?.workflowId ?? '',
    'temporal.workflow.run_id': info.workflowExecution?.runId ?? '',
    'temporal.activity.attempt': info.attempt,
  };
  return {
    inbound: {
      execute: (input, next) =>
        inSpan(
          info.activityType,
          { kind: SpanKind.CONSUMER, attributes, carrier: traceIn(input.headers) },
          () => next(input),
        ),
    },
  };
}

function traced<Input extends { readonly headers: Parameters<typeof withTrace>[0] }>(input: Input): Input {
  return { ...input, headers: withTrace(input.headers, currentCarrier()) };
}
