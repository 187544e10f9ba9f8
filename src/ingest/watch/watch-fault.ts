import type { Finding } from '../../problems/problem-log.ts';

/**
 * Why changes may be noticed late: only when the folders are looked over again. The code is the system's (`ENOSPC`,
 * `EMFILE`, `EACCES`, …), `root-missing` or `events-lost`.
 */
export interface WatchFault extends Finding {
  /** Below the content folder, with forward slashes; empty for the folder itself. */
  readonly path: string;
}

const KNOWN: Readonly<Record<string, { readonly what: string; readonly hint: string }>> = {
  ENOSPC: {
    what: 'The system allows no more folders to be watched (fs.inotify.max_user_watches)',
    hint: 'Run “sysctl -w fs.inotify.max_user_watches=524288” on the host, and write the setting to /etc/sysctl.d/ to keep it.',
  },
  EMFILE: {
    what: 'The system allows no more watchers or open files (fs.inotify.max_user_instances, ulimit -n)',
    hint: 'Run “sysctl -w fs.inotify.max_user_instances=1024” on the host, or raise the limit of open files.',
  },
  EACCES: {
    what: 'The folder may not be read',
    hint: 'Let the server’s user read and enter it.',
  },
  'root-missing': {
    what: 'The content folder is not there; everything published stays',
    hint: 'Bring the folder back, or mount it again; it is looked for every second.',
  },
  'events-lost': {
    what: 'So many files changed at once that the system dropped some notices; all folders are looked over now',
    hint: 'Raise fs.inotify.max_queued_events with sysctl if this comes often.',
  },
};

/** Puts a fault into words. Faults of an unknown code name the code. */
export function explainWatchFault(code: string, path: string): WatchFault {
  const { what, hint } = KNOWN[code] ?? {
    what: `The folder cannot be watched (${code})`,
    hint: 'Check that the folder is on a healthy disk and that the server’s user may read it.',
  };
  return { code, message: `${path === '' ? 'content folder' : path}: ${what}.`, hint, path };
}
