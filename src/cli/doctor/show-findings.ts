import type { Finding } from './finding.ts';

/** How findings are written: lines for people, or one JSON object for programs. */
export type FindingsFormat = 'text' | 'json';

/** The width of the longest state, and of the usual topic. */
const WIDTHS = { state: 7, topic: 15 } as const;

/**
 * Writes findings with a summary, and ends with a line break. As JSON:
 * `{"version":"1.0.0","isReady":true,"findings":[{"topic","state","says","cure"}]}`.
 */
export function showFindings(findings: readonly Finding[], version: string, format: FindingsFormat): string {
  if (format === 'json') return `${JSON.stringify({ version, isReady: isReady(findings), findings })}\n`;
  return `${[...findings.flatMap(linesOf), '', summary(findings, version)].join('\n')}\n`;
}

/** Whether the site can be served as it is meant to be. */
export const isReady = (findings: readonly Finding[]): boolean =>
  findings.every(({ state }) => state !== 'missing');

function linesOf({ topic, state, says, cure }: Finding): readonly string[] {
  const indent = ' '.repeat(WIDTHS.state + WIDTHS.topic + 4);
  const line = `${state.padEnd(WIDTHS.state)}  ${topic.padEnd(WIDTHS.topic)}  ${says}`;
  return cure === null ? [line] : [line, `${indent}${cure}`];
}

function summary(findings: readonly Finding[], version: string): string {
  const [faults, warnings] = (['missing', 'warning'] as const).map(
    (wanted) => findings.filter(({ state }) => state === wanted).length,
  );
  const warned = warnings === 0 ? '' : `, with ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
  if (faults === 0) return `Dateline ${version} has all it needs here${warned}.`;
  const things = faults === 1 ? 'One thing keeps' : `${faults} things keep`;
  return `${things} Dateline ${version} from being served as it is meant to be${warned}.`;
}
