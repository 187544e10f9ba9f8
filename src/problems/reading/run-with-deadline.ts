import { type Context, createContext, Script } from 'node:vm';
import { MachineBusyError } from '../machine-busy-error.ts';

export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'failed'; readonly error: Error };

const STOPPED = Symbol('stopped');

interface Runner {
  readonly sandbox: Context & { run: () => void };
  readonly script: Script;
}

/** Made at the first call; a context costs more than most files do. */
let runner: Runner | null = null;

/** Whether a deadline runs already, which then governs all that is called under it. */
let isRunning = false;

/** A clock may run so much longer than the processor time that is allowed before it is looked at: other programs run too. */
const SLACK = 1.25;

/** How often work is begun, and the longest single try, as a multiple of the processor time that is allowed. */
const MAX_TRIES = 4;
const LONGEST_TRY = 40;

/** Milliseconds of processor time that the calling thread has used. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function openRunner(): Runner {
  const sandbox: Runner['sandbox'] = Object.assign(createContext({}), { run: () => {} });
  return { sandbox, script: new Script('run()') };
}

/**
 * Runs synchronous work that may take `limitMs` of the thread's processor time, and stops it after that, even
 * inside a regular expression: V8 interrupts everything that a script with a timeout calls. V8 knows the clock
 * only. Where that ran out while other programs had the processor, the work is begun anew, up to three times
 * with at least twice the time; all tries together take at most 49 times the limit by the clock. Whatever the
 * work leaves half-done is lost, so it must own all the state that it changes.
 *
 * Under another deadline the work runs at once, and the outer limit alone governs: each watch costs as much as
 * reading an article. `cpuMs` tells the thread's processor time.
 * @throws MachineBusyError where the work got less than `limitMs` in every try; nothing else.
 */
export function runWithDeadline<Result>(
  work: () => Result,
  limitMs: number,
  cpuMs: () => number = threadCpuMs,
): Outcome<Result> {
  if (isRunning) return runDirectly(work);
  let tryMs = limitMs * SLACK;
  for (let tries = 1; ; tries += 1) {
    const before = cpuMs();
    const outcome = runWatched(work, tryMs);
    if (outcome !== STOPPED) return outcome;
    const usedMs = cpuMs() - before;
    if (usedMs >= limitMs) return { kind: 'too-slow' };
    if (tries === MAX_TRIES || tryMs >= limitMs * LONGEST_TRY) {
      const given = `${Math.round(usedMs)} of ${limitMs} ms in ${Math.round(tryMs)} ms`;
      throw new MachineBusyError(`read this (it gave ${given})`);
    }
    tryMs = longerTry(tryMs, usedMs, limitMs);
  }
}

/** A try in which the whole limit fits if the thread gets the same part of the processor again; bounded. */
function longerTry(triedMs: number, usedMs: number, limitMs: number): number {
  const enoughMs = limitMs * SLACK * (triedMs / Math.max(usedMs, 1));
  return Math.min(Math.max(triedMs * 2, enoughMs), limitMs * LONGEST_TRY);
}

/**
 * Runs synchronous work for at most `limitMs` by the clock, stopping it as runWithDeadline does. Returns whether
 * it came to its end, by returning; that it did not says nothing about it.
 */
export function runForAWhile(work: () => void, limitMs: number): boolean {
  const outcome = isRunning ? runDirectly(work) : runWatched(work, limitMs);
  return outcome !== STOPPED && outcome.kind === 'done';
}

function runDirectly<Result>(work: () => Result): Outcome<Result> {
  try {
    return { kind: 'done', result: work() };
  } catch (error) {
    return { kind: 'failed', error: toError(error) };
  }
}

function runWatched<Result>(work: () => Result, limitMs: number): Outcome<Result> | typeof STOPPED {
  runner ??= openRunner();
  let done: { readonly value: Result } | null = null;
  runner.sandbox.run = () => {
    done = { value: work() };
  };
  isRunning = true;
  try {
    runner.script.runInContext(runner.sandbox, { timeout: Math.ceil(limitMs) });
  } catch (error) {
    // The timeout is thrown by the sandbox, whose Error is not ours.
    const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return STOPPED;
    return { kind: 'failed', error: toError(error) };
  } finally {
    isRunning = false;
    runner.sandbox.run = () => {};
  }
  const finished = done as { readonly value: Result } | null;
  return finished === null
    ? { kind: 'failed', error: new Error('the work returned nothing') }
    : { kind: 'done', result: finished.value };
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
