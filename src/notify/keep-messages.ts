import type { Logger } from 'pino';
import { lastingFault } from '../telemetry/lasting-fault.ts';
import type { Message } from './message.ts';
import type { Outbox } from './outbox.ts';

/** So many messages wait in memory for a disk; a day of publishing. */
const MOST_IN_MEMORY = 10_000;

export interface MessageKeeper {
  /**
   * Keeps messages in the outbox, or in memory while that cannot take them; `version` is that of the catalog of which they
   * tell, null for none. Never throws.
   */
  add(messages: readonly Message[], version: number | null): void;
  /** Offers the outbox what is in memory; returns whether it took some. */
  retry(): boolean;
  /** Does something else with the outbox that may fail as adding does; returns whether it was done. */
  try(work: () => void): boolean;
}

/** Stands between a publish, which is told once, and an outbox whose disk may be full. */
export function keepMessages(outbox: Outbox, log: Logger): MessageKeeper {
  const waiting: { readonly messages: readonly Message[]; readonly version: number | null }[] = [];
  let count = 0;
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'what is to be told waits in memory, and is lost if the program ends. Make room on the disk of DATA_DIR, or let ' +
      'the server’s user write there',
    over: 'what is to be told is kept on the disk again',
  });
  const attempt = (work: () => void): boolean => {
    try {
      work();
      fault.over();
      return true;
    } catch (error) {
      fault.met(error);
      return false;
    }
  };
  const retry = (): boolean => {
    const before = waiting.length;
    attempt(() => {
      for (let [first] = waiting; first !== undefined; [first] = waiting) {
        outbox.add(first.messages, first.version ?? undefined);
        count -= first.messages.length;
        waiting.shift();
      }
    });
    return waiting.length < before;
  };
  return {
    add(messages, version) {
      if (count + messages.length > MOST_IN_MEMORY) {
        log.error({ messages: messages.length }, 'nobody is told of a publish, as too many wait in memory');
        return;
      }
      waiting.push({ messages, version });
      count += messages.length;
      retry();
    },
    retry: () => waiting.length > 0 && retry(),
    try: attempt,
  };
}
