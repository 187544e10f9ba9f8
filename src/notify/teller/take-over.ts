import type { Recipient } from '../message.ts';
import type { Outbox } from '../outbox.ts';
import { recipientDigest, type ToldNote } from './told-note.ts';

/** Clocks of machines differ, and one publishes earlier than another; what is told twice within it has the same ids. In ms. */
export const OVERLAP_MS = 60_000;
/** Where no note says how far the outside was told, what was held for longer is not sent; in ms. */
export const LAST_MINUTES_MS = 15 * 60_000;

/** What becomes of messages that were held. */
export interface TakenOver {
  /** How many are sent now. */
  readonly kept: number;
  /** How many were dropped, as the machine before has told them or nobody knows. */
  readonly dropped: number;
}

/**
 * Leaves in the outbox what the machine that told before may not have told: what was held since the note says, or of the
 * last minutes where there is none. `now` is in milliseconds since 1970. May throw an Error of SQLite.
 */
export function takeOver(
  outbox: Outbox,
  recipients: readonly Recipient[],
  note: ToldNote | null,
  now: number,
): TakenOver {
  let kept = 0;
  let dropped = 0;
  for (const recipient of recipients) {
    const since = note === null ? null : (note.waiting.get(recipientDigest(recipient)) ?? note.at);
    dropped += outbox.discardBefore(recipient, since === null ? now - LAST_MINUTES_MS : since - OVERLAP_MS);
    kept += outbox.count(recipient);
  }
  return { kept, dropped };
}
