import type { Recipient } from '../message.ts';
import type { Outbox } from '../outbox.ts';
import { PATIENCE_MS } from '../retry-time.ts';

/** The most that is held for one recipient; what is older was told by the teller long ago. */
export const MOST_HELD = 10_000;

/** Drops what a machine that does not tell has held for too long, or too much of. May throw an Error of SQLite. */
export function limitHeld(outbox: Outbox, recipients: readonly Recipient[], now: number): void {
  for (const recipient of recipients) {
    outbox.discardBefore(recipient, now - PATIENCE_MS);
    if (outbox.count(recipient) > MOST_HELD) outbox.keepNewest(recipient, MOST_HELD);
  }
}
