import { createInterface } from 'node:readline';
import type { Dateline } from '../../../bench/lib/dateline.ts';

/** What a server logged last, requests apart. */
export interface ServerLog {
  /** The last twelve lines of the last 15 s that hold one of these words. */
  readonly about: (words: readonly string[]) => string[];
  /** Milliseconds since the last line. */
  readonly silentMs: () => number;
  readonly lines: () => number;
  /** How often a line held this text. */
  readonly count: (text: string) => number;
}

interface Line {
  readonly at: number;
  readonly text: string;
}

const KEPT = 10_000;
const RECENT_MS = 15_000;
const TOLD = 12;
const COUNTED = ['"msg":"published"', '"level":50', '"level":60', 'publishing failed'] as const;

/** Reads the log of a server from now on; call it as soon as it was started. */
export function keepServerLog(server: Dateline): ServerLog {
  const kept: Line[] = [];
  const counts = new Map<string, number>();
  let last = performance.now();
  let lines = 0;
  createInterface({ input: server.child.stdout }).on('line', (text) => {
    if (text.includes('"msg":"request"')) return;
    last = performance.now();
    lines += 1;
    for (const known of COUNTED) if (text.includes(known)) counts.set(known, (counts.get(known) ?? 0) + 1);
    kept.push({ at: last, text: text.slice(0, 500) });
    if (kept.length > 2 * KEPT) kept.splice(0, KEPT);
  });
  return {
    about(words) {
      const since = performance.now() - RECENT_MS;
      const holds = ({ at, text }: Line): boolean => at >= since && words.some((word) => text.includes(word));
      return kept
        .filter(holds)
        .slice(-TOLD)
        .map(({ text }) => text);
    },
    silentMs: () => performance.now() - last,
    lines: () => lines,
    count: (text) => counts.get(text) ?? 0,
  };
}

/** Waits until a server has logged nothing for `silentMs`, or `timeoutMs` are over. Returns whether it is silent. */
export async function waitForSilence(log: ServerLog, silentMs: number, timeoutMs: number): Promise<boolean> {
  const startedAt = performance.now();
  const isSilent = (): boolean => Math.min(log.silentMs(), performance.now() - startedAt) >= silentMs;
  while (!isSilent() && performance.now() - startedAt < timeoutMs) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return isSilent();
}
