import type { PageContext } from './page-context.ts';
import { foreignLang, type Lang } from './teaser-view.ts';

/** The column beside every reading page. An empty list is not shown. */
export interface Sidebar {
  readonly topStories: readonly SidebarStory[];
  readonly partners: readonly SidebarOutlet[];
}

export interface SidebarStory {
  readonly text: string;
  readonly url: string | null;
  readonly lang: Lang | null;
}

export interface SidebarOutlet {
  readonly name: string;
  readonly url: string;
  readonly items: readonly { readonly text: string; readonly url: string }[];
}

/** Builds the sidebar of a page; what it shows already (`shownPaths`) is left out. */
export function buildSidebar(
  { catalog, site, now }: PageContext,
  shownPaths: readonly string[] = [],
): Sidebar {
  return {
    topStories: catalog
      .topStories(now)
      .filter(({ url }) => url === null || !shownPaths.includes(url))
      .map(({ text, url, language }) => ({ text, url, lang: foreignLang(language, site) })),
    partners: catalog.partnerOutlets().map((outlet) => ({
      name: outlet.name,
      url: outlet.homePage,
      items: outlet.items.map(({ title, url }) => ({ text: title, url })),
    })),
  };
}
