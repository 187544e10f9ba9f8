import { NO_STORE } from '../cache/cache-policy.ts';
import type { PageEntry } from '../cache/page-entry.ts';
import { NEWEST_KEY } from '../domain/surrogate-keys.ts';
import { buildNotFoundPage, buildTooManyPage, type MessagePage } from '../pages/message-page.ts';
import type { PageContext } from '../pages/parts/page-context.ts';
import { finishPage } from './send/serve-built.ts';
import { atOneMoment, editionAt, type SiteDeps } from './site-deps.ts';

const ERROR_PAGES: ReadonlyMap<number, (context: PageContext) => MessagePage> = new Map([
  [404, buildNotFoundPage],
  [429, buildTooManyPage],
]);

/** The site's own page of an error, one page for all addresses of an edition, kept under a name that is no URL; undefined for an error that has none. */
export function findErrorPage(deps: SiteDeps, status: number, path: string): Promise<PageEntry> | undefined {
  const build = ERROR_PAGES.get(status);
  if (build === undefined) return undefined;
  const edition = editionAt(deps, path);
  return deps.pages.resolve(String(status), `${edition}${status}`, () =>
    atOneMoment(
      deps,
      (context) => {
        const html = deps.render('message', build(context));
        // A search alone is answered so, which is JSON to those who ask for that.
        const vary = status === 429 ? 'Accept' : undefined;
        const page = finishPage(deps, context, { html, keys: [NEWEST_KEY], vary });
        return { ...page, status, cacheControl: NO_STORE };
      },
      edition,
    ),
  );
}
