// The inside of the processes that fork-web-worker.ts starts.
import { enableCompileCache } from 'node:module';
import { obeyParent } from '../children/obey-parent.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker-messages.ts';

// As in launch.cjs; each process has to ask for itself, before it loads anything.
enableCompileCache();
const parent = obeyParent<WorkerSettings, WorkerMessage, WorkerRequest>('dateline-web');
const { runWebWorker } = await import('./run-web-worker.ts');

await runWebWorker(parent);
