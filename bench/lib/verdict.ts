/**
 * Compares a measurement with its target, in the same unit; less is better: `met (24 % of it)`, or
 * `missed by 3.2 ms`. Without a target, a dash.
 */
export function judge(measured: number, target: number | null, format: (value: number) => string): string {
  if (target === null) return '–';
  if (measured <= target) return `met (${Math.round((measured / target) * 100)} % of it)`;
  return `missed by ${format(measured - target)}`;
}
