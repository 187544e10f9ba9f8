import type { Logger } from 'pino';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { Recipient } from '../message.ts';
import type { Outbox } from '../outbox.ts';
import type { Clock } from '../send-request.ts';
import { recipientDigest, type ToldNote, type ToldNotes } from './told-note.ts';

export interface KeepNoteOptions {
  readonly outbox: Outbox;
  readonly recipients: readonly Recipient[];
  readonly notes: ToldNotes;
  /** This machine's id. */
  readonly teller: string;
  /** Who wrote the note that was found; null for nobody. */
  readonly foundTeller: string | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The note of how far others were told, which follows what is sent. */
export interface KeptNote {
  /** Something was added to the outbox. */
  added(): void;
  /** Writes what is not written yet, as far as 3 s are enough. */
  close(): Promise<void>;
}

/** The note is written so often at most, and after failures twice as long each time; in ms. */
const INTERVAL_MS = 60_000;
const LONGEST_MS = 3_600_000;
const LAST_MS = 3_000;

/** Begins to keep the note: at once where it is another machine's, then when what it says has changed. */
export function keepNote(options: KeepNoteOptions): KeptNote {
  const { outbox, recipients, notes, teller, foundTeller, clock, log } = options;
  const { now, timers } = clock;
  const refused = lastingFault(log, {
    level: 'warn',
    begun:
      'how far others were told cannot be noted in the repository, and a machine that takes over would have to guess. Let ' +
      'CONTENT_GIT_TOKEN, or the key of ssh, push to refs/dateline/told, or set CONTENT_GIT_PUSH=no',
    over: 'how far others were told is noted in the repository again',
  });
  const twoTell = lastingFault(log, {
    level: 'error',
    begun:
      'two machines tell others of publishes: the note of this one was replaced by another’s. Set TELL=no on one of them, ' +
      'and restart it',
    over: 'no other machine tells others of publishes any more',
  });
  let isDue = foundTeller !== teller;
  let written = '';
  let failures = 0;
  let timer: unknown = null;
  let isClosed = false;
  let underWay: Promise<void> = Promise.resolve();

  const whatWaits = (): Map<string, number> => {
    const waiting = new Map<string, number>();
    for (const recipient of recipients) {
      const oldest = outbox.oldest(recipient);
      if (oldest !== null) waiting.set(recipientDigest(recipient), oldest);
    }
    return waiting;
  };
  const write = async (): Promise<void> => {
    try {
      const at = now();
      const waiting = whatWaits();
      const state = JSON.stringify([...waiting]);
      if (!isDue && state === written) return;
      isDue = false;
      const other: ToldNote | null = await notes.write({ teller, at, waiting });
      written = state;
      failures = 0;
      refused.over();
      if (other !== null && other.teller !== teller)
        twoTell.met('the note is another machine’s', { noted: new Date(other.at).toISOString() });
      else twoTell.over();
    } catch (error) {
      isDue = true;
      failures += 1;
      if (!isClosed) refused.met(error);
    }
  };
  const rise = (): void => {
    underWay = write().then(() => {
      if (!isClosed) timer = timers.setTimeout(rise, Math.min(INTERVAL_MS * 2 ** failures, LONGEST_MS));
    });
  };
  rise();
  return {
    added() {
      isDue = true;
    },
    async close() {
      isClosed = true;
      timers.clearTimeout(timer);
      let last: unknown = null;
      const late = new Promise<void>((resolve) => {
        last = timers.setTimeout(resolve, LAST_MS);
      });
      await Promise.race([underWay.then(write), late]);
      timers.clearTimeout(last);
    },
  };
}
