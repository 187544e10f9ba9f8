import { type Context, createContext, Script } from 'node:vm';

export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'failed'; readonly error: Error };

interface Runner {
  readonly sandbox: Context & { run: () => void };
  readonly script: Script;
}

/** Made at the first call; a context costs more than most files do. */
let runner: Runner | null = null;

/** Whether a deadline runs already, which then governs all that is called under it. */
let isRunning = false;

function openRunner(): Runner {
  const sandbox: Runner['sandbox'] = Object.assign(createContext({}), { run: () => {} });
  return { sandbox, script: new Script('run()') };
}

/**
 * Runs synchronous work and stops it after `limitMs`, even inside a regular expression: V8 interrupts
 * everything that a script with a timeout calls. Whatever the work leaves half-done is lost, so it must
 * own all the state that it changes. Under another deadline the work runs at once, and the outer limit
 * alone governs: each watch costs as much as reading an article. Never throws.
 */
export function runWithDeadline<Result>(work: () => Result, limitMs: number): Outcome<Result> {
  return isRunning ? runDirectly(work) : runWatched(work, limitMs);
}

function runDirectly<Result>(work: () => Result): Outcome<Result> {
  try {
    return { kind: 'done', result: work() };
  } catch (error) {
    return { kind: 'failed', error: toError(error) };
  }
}

function runWatched<Result>(work: () => Result, limitMs: number): Outcome<Result> {
  runner ??= openRunner();
  let done: { readonly value: Result } | null = null;
  runner.sandbox.run = () => {
    done = { value: work() };
  };
  isRunning = true;
  try {
    runner.script.runInContext(runner.sandbox, { timeout: limitMs });
  } catch (error) {
    // The timeout is thrown by the sandbox, whose Error is not ours.
    const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { kind: 'too-slow' };
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
