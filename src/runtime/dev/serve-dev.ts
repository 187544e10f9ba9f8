import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FSWatcher, watch } from 'node:fs';
import type { Settings } from '../../config/environment.ts';
import { type ServeDeps, serveAlone } from '../serve-alone.ts';
import { createDevSession, type DevSessionOptions, type ShownProblem } from './dev-session.ts';
import type { PageModels, RenderPage } from '../../render/renderer.ts';

/** Takes the place of each renderer that views give, so that a page is there though its view fails. */
interface SteadyRender {
  /** A renderer that falls back, view by view, on the last one that worked. */
  over(fresh: RenderPage): RenderPage;
}

/**
 * Keeps the last renderer that worked for each view. `onFault` is told whenever a page cannot be rendered by the views as
 * they are, and null when all that were asked for can.
 */
export function steadyRender(onFault: (error: unknown) => void): SteadyRender {
  const good = new Map<keyof PageModels, RenderPage>();
  return {
    over(fresh) {
      const faulty = new Set<keyof PageModels>();
      return (view, page) => {
        try {
          const html = fresh(view, page);
          good.set(view, fresh);
          faulty.delete(view);
          if (faulty.size === 0) onFault(null);
          return html;
        } catch (error) {
          faulty.add(view);
          onFault(error);
          const before = good.get(view);
          if (before === undefined || before === fresh) throw error;
          return before(view, page);
        }
      };
    },
  };
}

/** Editors write a file in several steps, and several files at a time; in ms. */
const SETTLE_MS = 20;

/**
 * Calls back, a moment after the last event, when anything in one of these folders changes. Folders that are not there
 * are left out. Returns what ends it.
 */
export function watchProgram(folders: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  const watchers = folders.flatMap((folder): FSWatcher[] => {
    try {
      return [watch(folder, { recursive: true }, note).on('error', () => {})];
    } catch {
      return [];
    }
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** What EJS says of a template that failed: `/path/a.ejs:12`, lines with `>>` before the one, and the error, or a partial’s. */
const PLACED = /^(?<file>[^\n]+\.ejs):(?<line>\d+)\n(?<frame>[\s\S]*?)\n\n(?<message>[\s\S]*)$/;
/** Of one that could not be compiled it says the file alone. */
const UNCOMPILED = /^(?<message>[\s\S]*?) in (?<file>[^\n]+\.ejs) while compiling ejs/;

/** Tells why views or styles cannot be used, at the innermost template; paths are shown from `root`. */
export function describeViewFault(error: unknown, root: string): ShownProblem {
  let message = error instanceof Error ? error.message : String(error);
  let found = UNCOMPILED.exec(message)?.groups;
  for (let inner = PLACED.exec(message)?.groups; inner !== undefined; inner = PLACED.exec(message)?.groups) {
    found = inner;
    message = inner['message'] ?? '';
  }
  const { file, line = '1', frame = '' } = found ?? {};
  return {
    severity: 'error',
    place: file === undefined ? 'views, public' : `${relative(root, file)}:${line}:1`,
    message: (found?.['message'] ?? message).trim(),
    hint: 'Mend it; until then pages are made by the views and styles as they were.',
    frame,
  };
}

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
    onTroubled: ({ file, problems }) => session.troubled(file, problems),
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
