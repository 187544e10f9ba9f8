import type { Logger } from 'pino';
import type { Outbox } from './outbox.ts';

/** The catalog as it was when telling starts. */
export interface CatalogState {
  readonly version: number;
  /** Whether it was built anew, so that nobody knows what changed since the one before. */
  readonly isNew: boolean;
}

/**
 * Logs which publishes nobody was told of: each is in the catalog before it is in the outbox, and the program may
 * have been killed between. What they changed is not known any more. May throw an Error of SQLite.
 */
export function noteGap(outbox: Outbox, { version, isNew }: CatalogState, log: Logger): void {
  const told = outbox.version();
  if (told !== null && isNew) {
    log.warn('the catalog was built anew; what changed while the server was down is told nobody');
  } else if (told !== null && told < version) {
    log.warn(
      { from: told + 1, to: version },
      'nobody was told of these publishes, as the server was killed or told nobody then. Purge what a CDN keeps',
    );
  }
  if (told !== version) outbox.add([], version);
}
