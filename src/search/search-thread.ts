// The inside of the thread of search-service.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalogReader } from '../catalog/store/open-catalog.ts';
import { giveWay } from '../telemetry/give-way.ts';
import { isDamage, SqliteCode, sqliteCode } from '../catalog/sqlite/sqlite-code.ts';
import { watchCutOff } from './cut-off.ts';
import { catalogSearch, type SearchCatalog } from './search-catalog.ts';
import type { SearchQuestion, SearchReply, SearchSettings } from './search-messages.ts';

giveWay();
const { file, cutOff, cutOffMs } = workerData as SearchSettings;

let opened = open();

parentPort?.on('message', (question: SearchQuestion) => {
  // What could not be opened may be by now; its time is not that of the search.
  if (opened.search === null) opened = open();
  parentPort?.postMessage(reply(question));
});

type Opened = { readonly search: SearchCatalog } | { readonly search: null; readonly error: unknown };

function open(): Opened {
  try {
    const database = openCatalogReader(file);
    try {
      // KiB; the index of a large archive is read again and again.
      database.exec('PRAGMA cache_size = -16384');
      return { search: catalogSearch(database) };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    return { search: null, error };
  }
}

function reply({ number, request }: SearchQuestion): SearchReply {
  // A table that is missing shows when statements are prepared; later the question itself may be at fault.
  if (opened.search === null) {
    const { error } = opened;
    return failure(error, isDamage(error) || sqliteCode(error) === SqliteCode.error);
  }
  try {
    const answer = opened.search(request, watchCutOff(cutOff, number, cutOffMs));
    return { answer, error: null, isBroken: false };
  } catch (error) {
    return failure(error, isDamage(error));
  }
}

function failure(cause: unknown, isBroken: boolean): SearchReply {
  const error = cause instanceof Error ? cause.message : String(cause);
  return { answer: { kind: 'unavailable' }, error, isBroken };
}
