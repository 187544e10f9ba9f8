import { markdownTable } from '../lib/markdown-table.ts';
import { summarise } from '../lib/percentiles.ts';
import { formatCount, formatMegabytes, formatMs } from '../lib/units.ts';
import { judge } from '../lib/verdict.ts';
import type { Targets } from '../targets.ts';
import { FILES_CHANGED } from './change-while-down.ts';
import type { PageTimes } from './page-times.ts';
import type { ColdStart, measureStartAfterChanges, Reading } from './starts.ts';

export interface Results {
  readonly cold: ColdStart;
  /** Ms of each start without a change. */
  readonly warm: readonly number[];
  readonly changed: Awaited<ReturnType<typeof measureStartAfterChanges>>;
  readonly reading: Reading;
}

/** The starts and the memory as a Markdown table, and a list of the pages that were wrong. */
export function startTable({ cold, warm, changed, reading }: Results, targets: Targets | null): string {
  const warmMs = summarise(warm)?.p50 ?? Number.NaN;
  const { memory, memoryAtStart } = reading;
  const rows = [
    time('cold start until ready', cold.readyMs, targets?.coldStart),
    cold.searchIndexMs === null
      ? [
          'cold start until the search index is complete',
          'the log did not say',
          aim(targets?.searchIndex),
          '–',
        ]
      : time('cold start until the search index is complete', cold.searchIndexMs, targets?.searchIndex),
    time(`warm start until ready, median of ${warm.length}`, warmMs, targets?.warmStart),
    time(`warm start after ${FILES_CHANGED} files changed`, changed.readyMs, targets?.warmStart),
    size('most memory during the cold start', cold.memory?.peak),
    size('resident memory after a warm start', memoryAtStart?.rss),
    size(`resident memory after ${formatCount(reading.pages)} random pages`, memory?.rss, targets?.memory),
    size('… of which its proportional share', memory?.pss),
  ];
  return `${markdownTable(['', 'measured', 'target', ''], rows)}\n${checks(cold, changed, reading)}`;
}

/** The times of pages that were not in the cache, as a Markdown table. */
export function pageTable(pageTimes: readonly PageTimes[], targets: Targets | null): string {
  const rows = pageTimes.map(({ page, encoding, times }) => {
    const target = (page === 'article' ? targets?.articlePage : targets?.listPage) ?? null;
    const name = `${page}, ${encoding}`;
    if (times === null) return [name, '0', '–', '–', '–', aim(target ?? undefined), '–'];
    const { count, p50, p99, max } = times;
    return [
      name,
      String(count),
      ...[p50, p99, max].map(formatMs),
      aim(target ?? undefined),
      judge(p50, target, formatMs),
    ];
  });
  return markdownTable(['page, not in the cache', 'n', 'p50', 'p99', 'max', 'target p50', ''], rows);
}

function checks(cold: ColdStart, changed: Results['changed'], { pages, wrong }: Reading): string {
  return [
    `- ${cold.sampled - cold.wrong.length} of ${cold.sampled} sampled pages right at once after the cold start.`,
    ...cold.wrong.map((line) => `  - ${line}`),
    changed.wrong.length === 0
      ? `- All ${FILES_CHANGED} files changed while it was down right at once after the start.`
      : `- Wrong after ${FILES_CHANGED} files were changed while it was down:`,
    ...changed.wrong.map((line) => `  - ${line}`),
    `- ${formatCount(pages - wrong)} of ${formatCount(pages)} random pages answered by 200.`,
    `- ${cold.problems} problems with the content in the log.`,
    '',
  ].join('\n');
}

function time(name: string, ms: number, target?: number): string[] {
  return [name, formatMs(ms), aim(target), judge(ms, target ?? null, formatMs)];
}

function size(name: string, bytes: number | undefined, target?: number): string[] {
  if (bytes === undefined) return [name, 'not told by this system', '–', '–'];
  const wanted = target === undefined ? '–' : formatMegabytes(target);
  return [name, formatMegabytes(bytes), wanted, judge(bytes, target ?? null, formatMegabytes)];
}

const aim = (ms: number | undefined): string => (ms === undefined ? '–' : formatMs(ms));
