import type { FilesReport } from '../../telemetry/machine-report.ts';
import type { TroubledNews } from './ingest-messages.ts';

/** Knows of each file with problems how bad they are. */
export interface TroubleCounts {
  /** Takes what is wrong with a file now; nothing where it is mended or gone. */
  take(news: TroubledNews): void;
  counts(): FilesReport;
}

/** Knows of none yet. */
export function countTroubles(): TroubleCounts {
  const files = new Map<string, keyof FilesReport>();
  return {
    take({ file, problems, isServed }) {
      if (problems.length === 0) files.delete(file);
      else if (!problems.some(({ severity }) => severity === 'error')) files.set(file, 'warned');
      else files.set(file, isServed ? 'refusedServed' : 'refusedMissing');
    },
    counts() {
      const counts = { refusedServed: 0, refusedMissing: 0, warned: 0 };
      for (const kind of files.values()) counts[kind] += 1;
      return counts;
    },
  };
}
