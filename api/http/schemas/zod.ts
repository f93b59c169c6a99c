import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

extendZodWithOpenApi(z);

/** Zod with `.openapi()`, which names a schema in the OpenAPI document. */
export { z };
