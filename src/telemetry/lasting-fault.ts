import type { Logger } from 'pino';

/** The lines for a fault that may last. */
export interface FaultLines<Level> {
  readonly level: Level;
  /** What is wrong, what becomes of it meanwhile, and the cure. */
  readonly begun: string;
  /** That it is over. */
  readonly over: string;
}

/** A fault that is met again and again while it lasts, such as a full disk: the log tells its beginning and its end. */
export interface LastingFault {
  /** The fault was met. Writes a line where it is new, or has another reason than those told since it began. */
  met(error: unknown, details?: Readonly<Record<string, unknown>>): void;
  /** All is well. Writes a line where a fault was told before. */
  over(): void;
}

/** Reasons may hold what differs each time; more of them are not told. */
const MOST_REASONS = 5;

/** Makes one that has not been met. */
export function lastingFault<Level extends 'warn' | 'error'>(
  log: Pick<Logger, Level | 'info'>,
  { level, begun, over }: FaultLines<Level>,
): LastingFault {
  const told = new Set<string>();
  return {
    met(error, details = {}) {
      const reason = reasonOf(error);
      if (told.has(reason) || told.size >= MOST_REASONS) return;
      told.add(reason);
      log[level]({ err: error, ...details }, begun);
    },
    over() {
      if (told.size === 0) return;
      told.clear();
      log.info(over);
    },
  };
}

/** What is wrong, without the file that it was met at: a full disk is one fault, however many files it refuses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  return path === undefined ? `${error.name}: ${error.message}` : `${code} ${syscall}`;
}
