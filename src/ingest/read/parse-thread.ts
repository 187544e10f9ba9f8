// The inside of a thread of parse-pool.ts.
import { enableCompileCache } from 'node:module';

// As in launch.cjs; each thread has to ask for itself, before it loads anything.
enableCompileCache();
await import('./run-parse-jobs.ts');
