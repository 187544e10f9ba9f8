// The inside of the process that keep-desk.ts starts.
import { enableCompileCache } from 'node:module';
import { obeyParent } from '../children/obey-parent.ts';
import type { DeskMessage, DeskProcessSettings, DeskRequest } from './desk-messages.ts';

// As in launch.cjs; each process has to ask for itself, before it loads anything.
enableCompileCache();
const parent = obeyParent<DeskProcessSettings, DeskMessage, DeskRequest>('dateline-desk');
const { runDesk } = await import('./run-desk.ts');

await runDesk(parent);
