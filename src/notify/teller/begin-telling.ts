import type { Logger } from 'pino';
import type { Recipient } from '../message.ts';
import type { Outbox } from '../outbox.ts';
import type { Clock } from '../send-request.ts';
import { type TakenOver, takeOver } from './take-over.ts';
import type { ToldNote, ToldNotes } from './told-note.ts';

export interface BeginTellingOptions {
  readonly outbox: Outbox;
  readonly recipients: readonly Recipient[];
  /** Null where machines share no note. */
  readonly notes: ToldNotes | null;
  /** This machine's id in the note. */
  readonly teller: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends the waiting for a note. */
  readonly signal: AbortSignal;
}

/** The memo of an outbox that says what part its machine had last. */
const PART = 'part';
/** How often, and how many times, a note that cannot be had is asked for before it is gone on without. */
const AGAIN_MS = 10_000;
const MOST_QUESTIONS = 6;

/** Notes that this machine holds what it would tell. May throw an Error of SQLite. */
export const beginHolding = (outbox: Outbox): void => outbox.putMemo(PART, 'held');

/**
 * Decides what of the outbox this machine sends now that it tells: all of it where it told before and nobody else since,
 * else what the machine before may not have told. Resolves to the note that it found, when messages may be sent.
 */
export async function beginTelling(options: BeginTellingOptions): Promise<ToldNote | null> {
  const { outbox, recipients, notes, teller, clock, log } = options;
  const part = outbox.memo(PART);
  const hasHeld = part === 'held';
  const note = notes === null ? null : await readNote(notes, hasHeld ? MOST_QUESTIONS : 1, options);
  if (options.signal.aborted) return null;
  if (part === null && note !== null && note.teller !== teller) {
    log.warn(
      { since: new Date(note.at).toISOString() },
      'this machine tells others from now on, and its outbox is new: of what was published since then, nobody is told what ' +
        'the machine before had not told yet. Let a machine take over that ran with TELL=no until then',
    );
  } else if (hasHeld || (note !== null && note.teller !== teller)) {
    tell(takeOver(outbox, recipients, note, clock.now()), note, log);
  }
  outbox.putMemo(PART, 'told');
  return note;
}

async function readNote(
  notes: ToldNotes,
  most: number,
  { log, clock, signal }: BeginTellingOptions,
): Promise<ToldNote | null> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await notes.read();
    } catch (error) {
      if (signal.aborted) return null;
      if (asked >= most) {
        log.warn(
          { err: error },
          'the note of how far others were told cannot be read; telling begins without it',
        );
        return null;
      }
      await new Promise<void>((resolve) => {
        const timer = clock.timers.setTimeout(resolve, AGAIN_MS);
        signal.addEventListener(
          'abort',
          () => {
            clock.timers.clearTimeout(timer);
            resolve();
          },
          { once: true },
        );
      });
      if (signal.aborted) return null;
    }
  }
}

function tell({ kept, dropped }: TakenOver, note: ToldNote | null, log: Logger): void {
  if (note !== null) {
    const since = new Date(note.at).toISOString();
    log.info(
      { messages: kept, dropped, since },
      'this machine tells others from now on, and goes on where the one before stopped',
    );
  } else if (dropped > 0) {
    log.warn(
      { messages: kept, dropped },
      'this machine tells others from now on. Nobody noted how far the one before came: what was held for the last 15 ' +
        'minutes is told, what is older was dropped. Set CONTENT_GIT_PUSH=yes on the machine that tells, which notes ' +
        'it in the repository then',
    );
  } else log.info({ messages: kept }, 'this machine tells others from now on');
}
