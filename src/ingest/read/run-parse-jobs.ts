// What parse-thread.ts runs.
import { parentPort, workerData } from 'node:worker_threads';
import { doParseJob, type ParseContext, type ParseJob } from './parse-job.ts';

const context = workerData as ParseContext;

parentPort?.on('message', (job: ParseJob) => {
  parentPort?.postMessage(doParseJob(job, context));
});
