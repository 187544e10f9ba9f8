import { markdownTable } from '../../../bench/lib/markdown-table.ts';

/** One line of a soak's table. */
export interface Finding {
  readonly name: string;
  readonly measured: string;
  /** '' where there is none. */
  readonly target: string;
  /** Null where there is no target. */
  readonly isMet: boolean | null;
}

/** A figure that is only told. */
export const told = (name: string, measured: string): Finding => ({
  name,
  measured,
  target: '',
  isMet: null,
});

/** The findings as a Markdown table. */
export function findingsTable(title: string, findings: readonly Finding[]): string {
  const verdict = (isMet: boolean | null): string => (isMet === null ? '' : isMet ? 'met' : 'missed');
  return markdownTable(
    [title, 'measured', 'target', ''],
    findings.map(({ name, measured, target, isMet }) => [name, measured, target, verdict(isMet)]),
  );
}
