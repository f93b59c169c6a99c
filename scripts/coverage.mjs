// npm run coverage: see coverage/run.mjs.
import { enter } from './enter.mjs';

enter(() => import('./coverage/run.mjs'));
