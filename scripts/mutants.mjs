// npm run mutants: see mutants/run.mjs.
import { enter } from './enter.mjs';

enter(() => import('./mutants/run.mjs'));
