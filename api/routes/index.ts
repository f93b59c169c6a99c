import type { Endpoint } from '../endpoint';
import { getHealthz } from './get-healthz';
import { getMetrics } from './get-metrics';
import { getOpenapi } from './get-openapi';
import { getReadyz } from './get-readyz';

/** Every endpoint of the API; what is not in this list does not exist. */
export const endpoints: readonly Endpoint[] = [getHealthz, getReadyz, getMetrics, getOpenapi];
