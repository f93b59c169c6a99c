// npm test: see test-run.mjs.
import { enter } from './enter.mjs';

enter(() => import('./test-run.mjs'));
