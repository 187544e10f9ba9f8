import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { MachineReporter } from '../../telemetry/machine-reporter.ts';
import type { MessageKeeper } from '../keep-messages.ts';
import type { Recipient } from '../message.ts';
import type { Outbox } from '../outbox.ts';
import type { Clock } from '../send-request.ts';
import { beginHolding, beginTelling } from './begin-telling.ts';
import { limitHeld } from './hold-messages.ts';
import { type KeptNote, keepNote } from './keep-note.ts';
import type { ToldNote, ToldNotes } from './told-note.ts';

/** The part of a machine among several. */
export interface Part {
  /** Whether it tells the outside; else it keeps what it would have told, so that it can take over. */
  readonly isTeller: boolean;
  /** Where machines note how far the outside was told; null for nowhere. */
  readonly notes: ToldNotes | null;
  /** Takes what waits, and what was given up. */
  readonly report: Pick<MachineReporter, 'channels' | 'gaveUp'>;
}

export interface TellerOptions {
  readonly outbox: Outbox;
  readonly keeper: Pick<MessageKeeper, 'try'>;
  /** Whom one machine alone tells. */
  readonly recipients: readonly Recipient[];
  readonly part: Part;
  readonly clock: Clock;
  readonly log: Logger;
  /** Lets what waits be sent. */
  readonly release: () => void;
}

/** The part of this machine among several: the one that tells, or one that holds what it would tell. */
export interface Teller {
  /** Something was added to the outbox. Never throws. */
  added(): void;
  /** Ends within about 3 s; call it while the outbox is open. */
  close(): Promise<void>;
}

/** How often what is held is looked over, in ms. */
const LOOK_MS = 600_000;
const ID = 'machine';

/** Takes up the part of this machine. Never throws. */
export function startTeller(options: TellerOptions): Teller {
  const { part, log, recipients } = options;
  const channels = [...new Set(recipients.map(({ channel }) => channel))];
  if (part.isTeller) {
    log.info({ channels }, 'this machine tells others of publishes (TELL=yes)');
    return tell(options);
  }
  log.info(
    { channels },
    'another machine tells others of publishes (TELL=no); what this one would tell is kept for three days',
  );
  return hold(options);
}

function tell({ outbox, keeper, recipients, part, clock, log, release }: TellerOptions): Teller {
  const { notes } = part;
  const ending = new AbortController();
  let kept: KeptNote | null = null;
  let isEnded = false;
  let teller: string = randomUUID();
  keeper.try(() => {
    teller = outbox.memo(ID) ?? teller;
    outbox.putMemo(ID, teller);
  });
  const begin = async (): Promise<void> => {
    const shared = { outbox, recipients, teller, clock, log };
    let found: ToldNote | null = null;
    try {
      found = await beginTelling({ ...shared, notes, signal: ending.signal });
    } catch (error) {
      log.error(
        { err: error },
        'what this machine held before it told is not looked over; all of it is told',
      );
    }
    if (isEnded) return;
    release();
    if (notes?.isWritable) kept = keepNote({ ...shared, notes, foundTeller: found?.teller ?? null });
  };
  void begin();
  return {
    added: () => kept?.added(),
    async close() {
      isEnded = true;
      ending.abort();
      await kept?.close();
    },
  };
}

function hold({ outbox, keeper, recipients, clock: { now, timers } }: TellerOptions): Teller {
  let timer: unknown = null;
  const look = (): void => {
    keeper.try(() => limitHeld(outbox, recipients, now()));
    timer = timers.setTimeout(look, LOOK_MS);
  };
  keeper.try(() => beginHolding(outbox));
  look();
  return {
    added() {},
    async close() {
      timers.clearTimeout(timer);
    },
  };
}
