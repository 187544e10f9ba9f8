import type { Output } from '../command-line.ts';
import { openPermalinks, permalinksFile } from '../../catalog/permalinks/ledger.ts';
import type { PermalinkLedger } from '../../catalog/permalinks/permalink.ts';

/** The folders that the permalink commands work on. */
export interface Folders {
  readonly contentDir: string;
  readonly dataDir: string;
}

export interface LedgerCall extends Folders {
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly output: Output;
  readonly errors: Output;
}

/** A permalink command cannot do what it was asked; the message says why, and the cure. */
export class LedgerCommandError extends Error {
  override readonly name = 'LedgerCommandError';
  readonly code = 'permalinks-command-failed';
}

/** Opens the ledger for a piece of work, and closes it. Returns and throws as the work does. */
export async function withLedger<Result>(
  { dataDir }: Folders,
  work: (ledger: PermalinkLedger) => Result | Promise<Result>,
): Promise<Result> {
  const ledger = openPermalinks(permalinksFile(dataDir));
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

/** Makes a handler that throws, for a failure of the file system, a LedgerCommandError with a cure. */
export function failOn(file: string, what: 'read' | 'written', cure: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new LedgerCommandError(`${file}: the file cannot be ${what} (${error.message}). ${cure}`, {
      cause: error,
    });
  };
}
