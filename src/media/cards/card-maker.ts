import { Worker } from 'node:worker_threads';
import { createRequestThread, type RequestWorker } from '../../telemetry/request-thread.ts';
import type { CardColours } from './card-colours.ts';
import type { CardAnswer, CardRequest, CardSettings } from './card-messages.ts';
import { type CardText, canSetCard } from './card-text.ts';

/** A card that cannot be made; the site's own card stands in. */
export class CardError extends Error {
  readonly code: 'card-not-settable' | 'card-failed';

  constructor(code: CardError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CardError';
    this.code = code;
  }
}

export interface CardMakerOptions {
  readonly colours: CardColours;
  /** The thread ends when it had nothing to do for so long, ms; a minute by default. It holds 130 MB. */
  readonly idleMs?: number | undefined;
  /** A card that takes more processor time, ms, is given up with its thread; 15 seconds by default. */
  readonly timeoutMs?: number | undefined;
  /** Starts a thread, but for tests. */
  readonly spawn?: ((settings: CardSettings) => RequestWorker<CardRequest>) | undefined;
}

export interface CardMaker {
  /**
   * Draws a card: a PNG of 1200 × 630 px, 30 to 110 KB. One at a time: the lane of
   * cards in the variant store bounds how many wait. @throws CardError where a text has no font or the drawing fails.
   */
  readonly make: (card: CardText) => Promise<Buffer>;
  /** Ends the thread for good; what is under way or waits fails. */
  readonly close: () => Promise<void>;
}

/** Draws share cards on a thread of its own, so that no reader waits for one. */
export function createCardMaker(options: CardMakerOptions): CardMaker {
  const { colours, idleMs = 60_000, timeoutMs = 15_000, spawn = spawnWorker } = options;
  const thread = createRequestThread<CardRequest, CardAnswer>({
    spawn: () => spawn({ colours }),
    limitMs: timeoutMs,
    idleMs,
  });
  const fail = (reason: string, cause?: unknown): never => {
    throw new CardError('card-failed', `The share card could not be drawn: ${reason}`, { cause });
  };
  return {
    async make(card) {
      if (!canSetCard(card))
        throw new CardError('card-not-settable', 'The share card has no font for all of its text.');
      const answer = await thread.ask(card).catch((error: Error) => fail(error.message, error));
      return answer.kind === 'drawn' ? Buffer.from(answer.png) : fail(answer.message);
    },
    close: thread.close,
  };
}

/** MB; unbounded, the collector is lazy and the thread holds 200 MB instead of 130. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

function spawnWorker(workerData: CardSettings): RequestWorker<CardRequest> {
  const worker = new Worker(new URL('./card-thread.ts', import.meta.url), { workerData, resourceLimits });
  // A card must not hold the process.
  worker.unref();
  return worker;
}
