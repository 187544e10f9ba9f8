import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../config/environment.ts';
import { type ServeDeps, serveAlone } from '../serve-alone.ts';
import { describeViewFault } from './describe-view-fault.ts';
import { createDevSession, type DevSessionOptions } from './dev-session.ts';
import { steadyRender } from './steady-render.ts';
import { watchProgram } from './watch-program.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Serves the site from this process as serveAlone does, to those who work on it: browsers load their pages anew whenever
 * content, views or styles change, and show what is wrong over the last good version.
 */
export async function serveDev(
  settings: Settings,
  deps: ServeDeps,
  { show }: DevSessionOptions,
): Promise<void> {
  const { log } = deps;
  const session = createDevSession({ show });
  let told = '';
  const tellFault = (error: unknown): void => {
    const fault = error === null ? null : describeViewFault(error, ROOT);
    session.viewsTroubled(fault);
    const text = fault === null ? '' : `${fault.place} ${fault.message}`;
    if (text !== told && fault !== null) {
      const { place, message, hint } = fault;
      log.error({ place, reason: message, hint }, 'a view or style cannot be used');
    }
    told = text;
  };
  const steady = steadyRender(tellFault);

  await serveAlone(settings, deps, {
    before: session.before,
    overRender(render) {
      const steadied = steady.over(render);
      return (view, page) => session.addScript(steadied(view, page));
    },
    onTroubled: session.troubled,
    onPublished: session.changed,
    onServing(site) {
      const reload = async (): Promise<void> => {
        try {
          await site.load();
          tellFault(null);
          session.changed();
        } catch (error) {
          tellFault(error);
        }
      };
      const folders = [join(ROOT, 'views'), join(ROOT, 'public'), join(settings.contentDir, 'icons')];
      const endWatching = watchProgram(folders, () => void reload());
      session.start();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
        process.once(signal, () => {
          endWatching();
          session.close();
        });
      }
    },
  });
}
