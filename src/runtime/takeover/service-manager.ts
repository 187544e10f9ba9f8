import { spawn } from 'node:child_process';
import type { Logger } from 'pino';

/** The service manager that started this process, and waits to be told how it is (sd_notify(3)). Promises resolve when it has heard. */
export interface ServiceManager {
  /** Pages are served by this process, which is the service's main one from now on. */
  ready(): Promise<void>;
  stopping(): Promise<void>;
}

/** Tells systemd by its own `systemd-notify`, for which the unit needs `NotifyAccess=all`; nobody, where nobody waits. */
export function tellServiceManager(isThere: boolean, log: Logger): ServiceManager {
  const notify = async (...words: string[]): Promise<void> => {
    if (!isThere) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const tell = (how: object): void => {
      log.error(
        how,
        'systemd was not told how the server is, and may end it: install systemd-notify, and set NotifyAccess=all in the ' +
          'unit, or Type=exec',
      );
      resolve();
    };
    // It waits until systemd has read what it said.
    const child = spawn('systemd-notify', words, { stdio: 'ignore' });
    child.on('error', (error) => tell({ err: error }));
    child.on('exit', (code) => (code === 0 ? resolve() : tell({ code })));
    await promise;
  };
  return {
    ready: () => notify('--ready', `--pid=${process.pid}`),
    stopping: () => notify('STOPPING=1'),
  };
}
