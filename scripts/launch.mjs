// Plain JavaScript without dependencies: the first thing that runs on a fresh clone.
import { enter } from './enter.mjs';

enter(() => import('./launcher.mjs'));
