import { enter } from './enter.mjs';

enter(() => import('./builder.mjs').then(({ prepare }) => prepare()));
