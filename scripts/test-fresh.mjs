// npm run test:fresh: see test-fresh-run.mjs.
import { enter } from './enter.mjs';

enter(() => import('./test-fresh-run.mjs'));
