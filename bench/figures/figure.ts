import { table } from '../table';

/** A figure with its target: a ratio, or a number of seconds, megabytes, events. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly target: number;
  /** Whether more is better; otherwise less is. */
  readonly atLeast?: boolean;
  readonly unit?: string;
}

/** Figures as a table, each with its verdict. */
export function figureTable(figures: readonly Figure[]): string {
  return table(['figure', 'measured', 'target', 'verdict'], figures.map(rowOf));
}

function rowOf({ name, measured, target, atLeast = false, unit = '' }: Figure): string[] {
  const shown = (value: number) => `${value >= 100 ? value.toFixed(0) : value.toFixed(2)}${unit}`;
  const isMet = atLeast ? measured >= target : measured <= target;
  return [name, shown(measured), `${atLeast ? '>=' : '<='} ${target}${unit}`, isMet ? 'met' : 'missed'];
}
