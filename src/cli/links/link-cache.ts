import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LinkAnswer } from '../../fetch/ask-link.ts';

/** Answers of other sites by address, each with when it came, in milliseconds since 1970. */
export type KeptAnswers = ReadonlyMap<string, { readonly at: number; readonly answer: LinkAnswer }>;

/** How long an answer is believed, ms. */
const DAY = 24 * 60 * 60_000;
const VERSION = 1;

/** Reads the answers of the last day; none where the file is not there or not ours. */
export function readLinkCache(file: string, now: number): KeptAnswers {
  try {
    const { version, answers } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly version: unknown;
      readonly answers: readonly [url: string, at: number, answer: LinkAnswer][];
    };
    if (version !== VERSION) return new Map();
    const fresh = answers.filter(([, at]) => at <= now && now - at < DAY);
    return new Map(fresh.map(([url, at, answer]) => [url, { at, answer }]));
  } catch {
    return new Map();
  }
}

/** Keeps answers but those that say nothing. A cache that cannot be written is none. */
export function writeLinkCache(file: string, answers: KeptAnswers): void {
  const kept = [...answers].flatMap(([url, { at, answer }]) =>
    answer.kind === 'unchecked' ? [] : [[url, at, answer] as const],
  );
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, JSON.stringify({ version: VERSION, answers: kept }), { mode: 0o600 });
    renameSync(beside, file);
  } catch {
    // Another time all are asked again.
  }
}
