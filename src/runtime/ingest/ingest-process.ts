// The inside of the process that spawn-ingest.ts starts.
import { enableCompileCache } from 'node:module';
import type { IngestMessage, IngestRequest, IngestSettings } from './ingest-messages.ts';
import { obeyParent } from '../children/obey-parent.ts';

// As in launch.cjs; each process has to ask for itself, before it loads anything.
enableCompileCache();
const parent = obeyParent<IngestSettings, IngestMessage, IngestRequest>('dateline-ingest');
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
    ...parent.settings(),
    webhooks: readWebhooks(),
    news: readNewsAddresses(),
    secrets: readMachineSecrets(),
    environment: childEnvironment(),
  },
  {
    tell: parent.tell,
    onRequest: parent.onRequest,
    close: () => parent.exit(0),
    exit: parent.exit,
  },
);
