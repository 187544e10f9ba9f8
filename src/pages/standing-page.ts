import { type StandingPage, summaryOf } from '../domain/article.ts';
import { textDirection } from '../domain/language.ts';
import { showBody } from './parts/show-body.ts';
import type { PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';

/** About, Contact and the like. */
export interface StandingPageView extends PageFrame {
  readonly page: {
    readonly lang: string;
    readonly dir: 'ltr' | 'rtl';
    readonly heading: string;
    readonly standfirst: string | null;
    readonly bodyHtml: string;
  };
  readonly sidebar: Sidebar;
}

/** Builds a standing page. */
export function buildStandingPage(context: PageContext, page: StandingPage): StandingPageView {
  const language = page.language ?? context.site.language;
  for (const key of page.linkKeys ?? []) context.uses(key);
  return {
    ...buildFrame(context, {
      path: page.path,
      head: buildHead(context, {
        title: page.title,
        description: summaryOf(page),
        path: page.path,
        structuredData: pageNodes(context, [{ text: page.title, url: page.path }]),
      }),
    }),
    page: {
      lang: language,
      dir: textDirection(language),
      heading: page.title,
      standfirst: page.description,
      bodyHtml: showBody(context, page.bodyHtml, { opensPage: true, language }),
    },
    sidebar: buildSidebar(context),
  };
}
