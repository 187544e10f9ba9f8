import { type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import { DeskError } from '../../desk/desk-error.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeskAreas } from './open-areas.ts';

export interface KeepAreasOptions {
  readonly open: () => Promise<DeskAreas>;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long is waited before what could not be opened is tried again, in ms. */
const AGAIN_MS = 10_000;

/**
 * Opens the areas of the desk, which need files of DATA_DIR. Where one of these is damaged or cannot be written, the desk says that
 * it is closed, and tries again as it is asked, rather than keeping the site from starting: readers need none of them.
 */
export async function keepAreas({ open, log, now }: KeepAreasOptions): Promise<DeskAreas> {
  let areas: DeskAreas | null = null;
  let answer: RequestHandler = closed;
  let trying: Promise<void> | null = null;
  let triedAt = 0;
  let told = '';

  async function attempt(): Promise<void> {
    triedAt = now();
    try {
      areas = await open();
      const router = Router({ caseSensitive: true });
      for (const area of areas.areas) router.use(area);
      answer = router;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== told)
        log.error({ err: error }, 'the desk is closed, as it cannot be opened; it tries again');
      told = message;
    }
  }

  await attempt();
  const area: RequestHandler = async (request, response, next) => {
    const passed = now() - triedAt;
    if (areas === null && trying === null && (passed < 0 || passed >= AGAIN_MS)) {
      trying = attempt().finally(() => {
        trying = null;
      });
    }
    await trying;
    return answer(request, response, next);
  };
  return {
    areas: [area],
    async [Symbol.asyncDispose]() {
      await trying;
      await areas?.[Symbol.asyncDispose]();
    },
  };
}

const closed: RequestHandler = () => {
  const headers = { 'Retry-After': String(AGAIN_MS / 1000) };
  throw new DeskError(503, 'desk-closed', sayDesk('desk-closed'), {
    hint: sayDesk('desk-closed-hint'),
    headers,
  });
};
