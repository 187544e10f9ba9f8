import type { RequestHandler } from 'express';
import { preferencesFor } from '../../domain/machines/ai-preferences.ts';
import { nameOfMark } from '../../domain/marks/file-marks.ts';
import { articleKey, linkKey, SITE_KEY } from '../../domain/surrogate-keys.ts';
import { isArticlePath, markdownPath } from '../../domain/urls.ts';
import { articleMarkdown } from '../../feeds/article-markdown.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import { findFile } from '../../pages/parts/body-clips.ts';
import { findPicture } from '../../pages/parts/picture-view.ts';
import { prefersMarkdown } from '../request/accepted-type.ts';
import { sendAnswer, sendEntry } from '../send/send-entry.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { type FoundDocument, findBuilt, finishDocument } from '../send/serve-built.ts';
import { goneAnswer } from './article-handler.ts';
import { atMomentOf, editionAt, type SiteDeps } from '../site-deps.ts';

/**
 * Serves `/2016/07/15/story.md`: the Markdown of an article, which search engines are to leave out; the redirect
 * or 410 that the article has become.
 */
export function createMarkdownHandler(deps: SiteDeps): RequestHandler {
  return async (request, response, next) => {
    const { path } = request;
    const page = path.slice(0, -markdownPath('').length);
    const edition = editionAt(deps, path);
    const entry = await findBuilt(deps, { route: 'markdown', url: path, edition }, (context) => {
      const found = findMarkdown(context, page);
      const headers = [...(found?.headers ?? []), 'X-Robots-Tag', 'noindex'];
      return found && finishDocument(deps, context, { ...found, headers });
    });
    if (entry !== null) return sendEntry(request, response, entry);
    const found = atMomentOf(deps, path, (context) => {
      const resolved = context.catalog.resolve(page, context.now);
      return resolved.kind === 'gone' ? goneAnswer(deps, context, resolved.title) : resolved;
    });
    if (found.kind === 'moved' && isArticlePath(found.path)) sendRedirect(response, markdownPath(found.path));
    else if (found.kind === 'gone') sendAnswer(request, response, found);
    else next();
  };
}

/** Serves the Markdown of an article at its own URL to whoever would rather have it. */
export function createMarkdownChoice(deps: SiteDeps): RequestHandler {
  return async (request, response, next) => {
    const { path } = request;
    if (!prefersMarkdown(request.headers.accept)) return next();
    // The name is no URL: at that, the cache has the page.
    const address = { route: 'markdown', url: `markdown of ${path}`, edition: editionAt(deps, path) };
    const entry = await findBuilt(deps, address, (context) => {
      const found = findMarkdown(context, path);
      return found && finishDocument(deps, context, { ...found, chosenBy: 'Accept' });
    });
    if (entry === null) next();
    else sendEntry(request, response, entry);
  };
}

function findMarkdown(context: PageContext, path: string): FoundDocument | null {
  const { catalog, site, words, origin, now } = context;
  const source = catalog.articleSource(path, now);
  if (source === null) return null;
  const { article, bodyMarkdown } = source;
  const linkKeys = new Set<string>();
  const canonical = new URL(article.canonical ?? origin + path).href;
  return {
    body: articleMarkdown(article, bodyMarkdown, {
      site,
      words: words.unmarked(),
      origin,
      picture: (src) => findPicture(context, src),
      file: (src) => findFile(context, src),
      linkedPath(mark) {
        const linked = catalog.linkedFile(mark, article.file, now);
        linkKeys.add(linkKey(nameOfMark(mark)));
        if (linked.kind !== 'unknown') linkKeys.add(linked.key);
        return linked.kind === 'live' ? linked.path : null;
      },
    }),
    contentType: 'text/markdown; charset=utf-8',
    keys: [SITE_KEY, articleKey(article.id), ...linkKeys],
    lastModified: 0,
    headers: ['Link', `<${canonical}>; rel="canonical"`],
    ai: preferencesFor(site.ai, article.ai),
  };
}
