import type { PageModels, RenderPage } from '../../render/renderer.ts';

/** Takes the place of each renderer that views give, so that a page is there though its view fails. */
export interface SteadyRender {
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
