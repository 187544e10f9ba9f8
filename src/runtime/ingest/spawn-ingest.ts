import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Child, type ChildListeners, childProcess, childThread } from '../children/child.ts';
import type { IngestMessage, IngestRequest, IngestSettings } from './ingest-messages.ts';

/** Starts an ingest. */
export type SpawnIngest = (
  settings: IngestSettings,
  listeners: ChildListeners<IngestMessage>,
) => Child<IngestRequest>;

/** Room for short-lived objects, of which a first build makes many: semi-spaces of 16 MB. */
const YOUNG_THREAD = { maxYoungGenerationSizeMb: 32 };
const YOUNG_PROCESS = '--max-semi-space-size=16';

/** As long as the system lets a thread's name be. */
const THREAD = 'dateline-ingest';

const PROCESS = fileURLToPath(new URL('./ingest-process.ts', import.meta.url));

/** Starts the ingest as a thread of this process. */
export const spawnIngestThread: SpawnIngest = (workerData, listeners) =>
  childThread(
    new Worker(new URL('./ingest-thread.ts', import.meta.url), {
      workerData,
      resourceLimits: YOUNG_THREAD,
      name: THREAD,
    }),
    THREAD,
    listeners,
  );

/** Starts the ingest as a process of its own, with this one's V8 flags but for the room for young objects. */
export const spawnIngestProcess: SpawnIngest = (settings, listeners) =>
  childProcess(
    fork(PROCESS, [JSON.stringify(settings)], { execArgv: [...process.execArgv, YOUNG_PROCESS] }),
    listeners,
  );
