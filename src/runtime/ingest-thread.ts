// The inside of the thread that start-ingest-thread.ts starts.
import { enableCompileCache } from 'node:module';

// As in launch.cjs; each thread has to ask for itself, before it loads anything.
enableCompileCache();
await import('./run-ingest.ts');
