// The inside of the thread that spawn-ingest.ts starts.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

// As in launch.cjs; each thread has to ask for itself, before it loads anything.
enableCompileCache();
const [{ runIngest }, { readWebhooks }, { readNewsAddresses }, { readMachineSecrets }, { childEnvironment }] =
  await Promise.all([
    import('./run-ingest.ts'),
    import('../../config/notify-environment.ts'),
    import('../../config/news-environment.ts'),
    import('../../config/machines-environment.ts'),
    import('../../config/child-environment.ts'),
  ]);

runIngest(
  {
    ...workerData,
    webhooks: readWebhooks(),
    news: readNewsAddresses(),
    secrets: readMachineSecrets(),
    environment: childEnvironment(),
  },
  {
    tell: (message) => parentPort?.postMessage(message),
    onRequest: (take) => void parentPort?.on('message', take),
    close: () => parentPort?.close(),
    exit: (code) => process.exit(code),
  },
);
