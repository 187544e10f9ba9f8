import { markdownTable } from '../lib/markdown-table.ts';
import { formatCount, formatMs } from '../lib/units.ts';
import type { Figures } from './measure.ts';

/** What a quotient of two figures is to be. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  /** Null where the quotient is only told. */
  readonly target: number | null;
  /** Whether the quotient is to be `target` or more, or `target` or less. */
  readonly wanted: 'at least' | 'at most';
}

/** The figures as a Markdown table. */
export function figuresTable(title: string, figures: readonly Figures[]): string {
  return markdownTable(
    [title, 'requests/s', 'CPU per request', 'cores used', 'p50', 'p99', 'failures'],
    figures.map(({ name, perSecond, cpu, cores, p50, p99, failures }) => [
      name,
      formatCount(Math.round(perSecond)),
      `${cpu.toFixed(1)} µs`,
      cores.toFixed(2),
      formatMs(p50),
      formatMs(p99),
      formatCount(failures),
    ]),
  );
}

/** The quotients as a Markdown table, each with its target and whether it is met. */
export function ratiosTable(ratios: readonly Ratio[]): string {
  return markdownTable(
    ['quotient', 'measured', 'target', ''],
    ratios.map(({ name, value, target, wanted }) => [
      name,
      format(value),
      target === null ? '' : `${wanted} ${format(target)}`,
      target === null ? '' : isMet({ value, target, wanted }) ? 'met' : 'missed',
    ]),
  );
}

/** Whether a quotient is what it is to be; false for NaN and without a target. */
export function isMet({ value, target, wanted }: Omit<Ratio, 'name'>): boolean {
  if (target === null) return false;
  return wanted === 'at least' ? value >= target : value <= target;
}

const format = (value: number): string => value.toFixed(value >= 10 ? 0 : 2);
