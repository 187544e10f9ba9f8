import type { Logger } from 'pino';
import type { Channel } from './channel.ts';
import { type Lane, openLane } from './lane.ts';
import type { Recipient } from './message.ts';
import type { Outbox } from './outbox.ts';
import type { Jitter } from './retry-time.ts';
import type { Timers } from './send-request.ts';

export interface CourierOptions {
  readonly outbox: Outbox;
  /** Whom messages may go to; what waits for others is dropped. */
  readonly channels: readonly Channel[];
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  readonly timers: Timers;
  readonly jitter: Jitter;
}

export interface Courier {
  /** Says that messages were added. Returns at once. */
  wake(): void;
  /** Begins to send; until then messages are kept. */
  begin(): void;
  /** Sends nothing more. Waits at most 2 s for requests under way; what was cut short is sent at the next start. */
  close(): Promise<void>;
}

/** How long closing waits for requests under way. */
const GRACE_MS = 2000;

/**
 * Prepares bringing what waits in the outbox to its recipients, each on its own, so that one that hangs delays
 * no other. Never throws.
 */
export function startCourier(options: CourierOptions): Courier {
  const { outbox, channels, fetch, now, log, timers, jitter } = options;
  try {
    dropStrangers(outbox, channels, log);
  } catch (error) {
    log.error({ err: error }, 'what waits for addresses that are configured no longer is not dropped');
  }
  const ending = new AbortController();
  const open = (channel: Channel): Lane =>
    openLane(channel, { outbox, now, log, jitter, fetch, timers, signal: ending.signal });
  const lanes: Lane[] = [];
  let isClosed = false;
  const wake = (): void => {
    for (const lane of lanes) lane.wake();
  };
  return {
    wake,
    begin() {
      if (!isClosed && lanes.length === 0) lanes.push(...channels.map(open));
      wake();
    },
    async close() {
      isClosed = true;
      const timer = timers.setTimeout(() => ending.abort(), GRACE_MS);
      await Promise.all(lanes.map((lane) => lane.close()));
      timers.clearTimeout(timer);
    },
  };
}

function dropStrangers(outbox: Outbox, channels: readonly Channel[], log: Logger): void {
  const isKnown = ({ channel, target }: Recipient): boolean =>
    channels.some((known) => known.channel === channel && known.target === target);
  for (const stranger of outbox.recipients()) {
    if (isKnown(stranger)) continue;
    const dropped = outbox.discard(stranger);
    const { channel, target } = stranger;
    log.warn(
      { channel, host: URL.canParse(target) ? new URL(target).host : null, dropped },
      'messages dropped that waited for an address which is no longer configured',
    );
  }
}
