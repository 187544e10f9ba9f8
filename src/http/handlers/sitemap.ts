import type { RequestHandler } from 'express';
import { SITE_KEY, SITEMAP_KEY, sitemapKey } from '../../domain/surrogate-keys.ts';
import { buildNewsSitemap, buildNewsSitemapFile } from '../../feeds/news-sitemap.ts';
import { buildMonthSitemap, buildPagesSitemap, buildSitemapIndex } from '../../feeds/sitemap.ts';
import { parseSitemapPath, type SitemapName } from '../../feeds/sitemap-paths.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import { type FoundDocument, serveDocument } from '../send/serve-document.ts';
import type { SiteDeps } from '../site-deps.ts';

const CONTENT_TYPE = 'application/xml; charset=utf-8';

/** Serves the sitemaps: their index, those of pages and of months, and the one of news. */
export function createSitemapHandler(deps: SiteDeps): RequestHandler {
  return (request, response, next) => {
    const { path } = request;
    const name = parseSitemapPath(path);
    if (name === null) return next();
    return serveDocument(deps, { request, response, next }, { route: 'sitemap', url: path }, (context) =>
      buildSitemap(context, name),
    );
  };
}

function buildSitemap(context: PageContext, name: SitemapName): FoundDocument | null {
  switch (name.kind) {
    case 'index':
      return found(buildSitemapIndex(context), SITEMAP_KEY);
    case 'pages':
      return found(buildPagesSitemap(context, name.file), SITEMAP_KEY);
    case 'month':
      return found(buildMonthSitemap(context, name.month, name.file), sitemapKey(name.month));
    case 'news': {
      const news = name.file === null ? buildNewsSitemap(context) : buildNewsSitemapFile(context, name.file);
      const document = found(news?.xml ?? null, SITEMAP_KEY);
      // Stories leave it by their age: no date of a publish tells of that.
      return document && { ...document, lastModified: null, expires: news?.expires ?? null };
    }
  }
}

function found(xml: string | null, key: string): FoundDocument | null {
  if (xml === null) return null;
  return { body: xml, contentType: CONTENT_TYPE, keys: [SITE_KEY, key], lastModified: 0 };
}
