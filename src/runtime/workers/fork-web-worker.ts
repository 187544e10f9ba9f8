import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { workerEnvironment } from '../../config/child-environment.ts';
import { type Child, type ChildListeners, childProcess } from '../children/child.ts';
import { rescueConnections } from './rescue-connections.ts';
import type { WorkerMessage, WorkerRequest, WorkerSettings } from './worker-messages.ts';
import { workerPermissions } from './worker-permissions.ts';

/** Starts a web worker. */
export type ForkWebWorker = (
  settings: WorkerSettings,
  listeners: ChildListeners<WorkerMessage>,
) => Child<WorkerRequest>;

const PROCESS = fileURLToPath(new URL('./web-worker.ts', import.meta.url));

/**
 * Prepares starting web workers; `onLost` is told of each connection that did not reach the one it was handed to. Each
 * is a process that shares its listening socket with its siblings: this process accepts connections and
 * hands them out in turn. It has this one's V8 flags and no permission, and no secret, that it has no use for.
 */
export const forkWebWorkers =
  (onLost: () => void): ForkWebWorker =>
  (settings, listeners) => {
    cluster.schedulingPolicy = cluster.SCHED_RR;
    const execArgv = [...process.execArgv, ...workerPermissions(settings.settings.dataDir)];
    cluster.setupPrimary({ exec: PROCESS, args: [JSON.stringify(settings)], execArgv });
    const worker = cluster.fork(workerEnvironment());
    rescueConnections(worker, onLost);
    // Its process says the same.
    worker.on('error', () => {});
    return childProcess(worker.process, listeners);
  };
