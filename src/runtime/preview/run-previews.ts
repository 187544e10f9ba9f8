import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import { VISIBLE } from '../../catalog/store/visible.ts';
import { isDamage } from '../../catalog/sqlite/sqlite-code.ts';
import { createReadiness } from '../../http/readiness.ts';
import { createStandalonePage } from '../../http/send/standalone-page.ts';
import { findCatalog } from '../../ingest/data-dir/catalog-files.ts';
import { contentFolder } from '../../ingest/read/text-folder.ts';
import { createSearchService } from '../../search/search-service.ts';
import { assembleSite } from '../server/assemble-site.ts';
import { readErrorPage } from '../server/read-error-page.ts';
import { answerPreviews, type PreviewAnswers } from './answer-previews.ts';
import { askInMemory } from './ask-in-memory.ts';
import { pictureReadings } from './draft-pictures.ts';
import { keepCopy } from './keep-copy.ts';
import type { PreviewSettings } from './preview-messages.ts';
import { stateLock } from './state-lock.ts';

/** The site on a copy of the catalog, with what is to be closed. */
export interface RunningPreviews extends PreviewAnswers {
  close(): Promise<void>;
}

/** Puts the very site together that readers have, on a copy of its catalog: nothing of it is kept, counted or told. */
export function runPreviews(settings: PreviewSettings, log: Logger): RunningPreviews {
  const { contentDir, dataDir, origin, deskOrigin, hubs, aheadMs } = settings;
  const now = (): number => Date.now() + aheadMs;
  const lock = stateLock();
  const copy = keepCopy({
    dataDir,
    contentDir,
    lock,
    log,
    readings: pictureReadings(),
    steady: () => performance.now(),
  });
  const readiness = createReadiness();
  readiness.markReady();
  // It asks the catalog that readers have: what is embargoed is in there, and found as of its moment.
  const search = createSearchService({ file: findCatalog(dataDir), log });
  const quiet = log.child({ of: 'preview' }, { level: log.isLevelEnabled('debug') ? 'debug' : 'error' });
  const { application } = assembleSite({
    origin,
    contentDir,
    dataDir,
    hubs,
    cacheBytes: 0,
    sharedCaching: { maxAge: 0, tagHeader: null },
    log: quiet,
    readiness,
    errorPage: createStandalonePage(readErrorPage()),
    reader: () => copy.site().reader,
    now: () => (copy.number() === 0 ? now() : copy.site().moment()),
    machineNow: now,
    search,
  });
  const folder = contentFolder(contentDir);
  const answers = answerPreviews({
    copy,
    lock,
    ask: askInMemory(application, new URL(origin).host),
    origin,
    deskOrigin,
    newsroom: {
      read: (file) => folder.read(file),
      publicPath(file, moment) {
        try {
          const found = copy
            .live()
            ?.database.prepare(`SELECT path FROM article WHERE file = :file AND ${VISIBLE}`)
            .get({ file, now: moment });
          return found === undefined ? null : String(found['path']);
        } catch (error) {
          if (!isDamage(error)) log.warn({ err: error }, 'the catalog cannot be asked for a story');
          return null;
        }
      },
    },
    now,
  });
  return {
    ...answers,
    async close() {
      copy.close();
      await search.close();
    },
  };
}
