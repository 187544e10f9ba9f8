// The inside of the thread of compare-thread.ts.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../../telemetry/give-way.ts';

// As in launch.cjs; each thread has to ask for itself, before it loads anything.
enableCompileCache();
const { compareHistory } = await import('./compare-history.ts');

giveWay();
parentPort?.postMessage(await compareHistory(workerData));
