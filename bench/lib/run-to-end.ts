import { type ChildOptions, startChild } from './child.ts';
import { readGroupMemory } from './group-memory.ts';

export interface Run {
  /** Exit code, or the signal that ended it. */
  readonly end: number | string;
  readonly ms: number;
  /** The most memory it was seen with, in bytes, children included; 0 where the system does not tell. */
  readonly peak: number;
  readonly lastErrors: string;
}

const LOOK_EVERY_MS = 50;

/** Runs a program to its end, and looks at its memory all the while. */
export async function runToEnd(options: ChildOptions): Promise<Run> {
  const child = await startChild(options);
  child.stdout.resume();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, readGroupMemory(child.pid)?.peak ?? 0);
  }, LOOK_EVERY_MS);
  const end = await child.ended;
  const ms = performance.now() - child.startedAt;
  clearInterval(timer);
  return { end, ms, peak, lastErrors: child.lastErrors() };
}
