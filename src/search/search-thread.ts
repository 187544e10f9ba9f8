// The inside of the thread of search-service.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalogReader } from '../catalog/open-catalog.ts';
import { threadCpuMs } from '../telemetry/cpu-time.ts';
import { watchCutOff } from './cut-off.ts';
import { giveWay } from './give-way.ts';
import { catalogSearch } from './search-catalog.ts';
import type { SearchQuestion, SearchReply, SearchSettings } from './search-messages.ts';

giveWay();
const { file, cutOff, cutOffMs } = workerData as SearchSettings;
const database = openCatalogReader(file);
// KiB; the index of a large archive is read again and again.
database.exec('PRAGMA cache_size = -16384');
const search = catalogSearch(database);

parentPort?.on('message', (question: SearchQuestion | 'close') => {
  if (question !== 'close') {
    parentPort?.postMessage({
      kind: 'begun',
      number: question.number,
      cpuMs: threadCpuMs(),
    } satisfies SearchReply);
    parentPort?.postMessage(reply(question));
  } else {
    database.close();
    parentPort?.close();
  }
});

function reply({ number, request }: SearchQuestion): SearchReply {
  try {
    const answer = search(request, watchCutOff(cutOff, number, cutOffMs));
    return { kind: 'answered', number, answer, error: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'answered', number, answer: { kind: 'unavailable' }, error: message };
  }
}
