import { join } from 'node:path';
import type { Logger } from 'pino';
import { openKeptDatabase } from '../../storage/kept-database.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import { type GatherNewsOptions, gatherNews, type NewsGatherer } from './gather-news.ts';
import { newsStore } from './news-store.ts';

export interface StartNewsOptions extends Pick<GatherNewsOptions, 'tell' | 'clock' | 'origin'> {
  /** Absolute path; the database is in it. */
  readonly dataDir: string;
  readonly log: Logger;
}

/** Opens what was told of files and embargoes, and gathers what is to be told. Never throws. */
export function startNews({ dataDir, tell, clock, origin, log }: StartNewsOptions): NewsGatherer {
  const kept = openKeptDatabase({
    file: join(dataDir, 'told.db'),
    prepare: newsStore,
    takeAll: (store) => store.takeAll(),
    putAll: (store, rows) => store.putAll(rows),
    name: 'the list of what editors were told',
    lost: 'what they were told',
    now: clock.now,
    log,
  });
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'what editors are to be told waits in memory, and is lost if the program ends. Make room on the disk of DATA_DIR, or let ' +
      'the server’s user write there',
    over: 'what editors are to be told is kept on the disk again',
  });
  const gatherer = gatherNews({
    tell,
    clock,
    origin,
    use(work) {
      try {
        kept.use(work);
        fault.over();
        return true;
      } catch (error) {
        fault.met(error);
        return false;
      }
    },
  });
  return {
    ...gatherer,
    close() {
      gatherer.close();
      kept.close();
    },
  };
}
