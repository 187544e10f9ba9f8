import { type Response, Router } from 'express';
import { labelRoute } from '../../http/request/route-label.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DraftFrames } from './draft-frames.ts';
import { PreviewError } from './preview-error.ts';
import type { PreviewLink } from './preview-link-store.ts';
import type { PreviewLinks } from './preview-links.ts';
import { type PreviewMessage, previewMessage } from './preview-message.ts';
import type { PreviewAnswer, Previewer, PreviewView } from './previewer.ts';
import { isPartOfPages } from './story-paths.ts';

export interface PreviewPagesDeps {
  readonly previewer: Pick<Previewer, 'answer'>;
  readonly links: Pick<PreviewLinks, 'verify'>;
  readonly frames: Pick<DraftFrames, 'get'>;
}

/** All that previews stand under. */
export const PREVIEW_PATH = '/preview';

const REFUSED = previewMessage({
  status: 404,
  title: sayDesk('preview-refused-title'),
  text: sayDesk('preview-refused'),
});

/** A token stands before a page's path, and is neither of the words that have pages of their own. */
const ADDRESS = /^\/preview\/(?!(?:links|draft)(?:\/|$))([^/]+)(\/.*)?$/;

/** Answers whoever has the address of a preview, signed in or not: it is the only key there is. Mount it before the log-in. */
export function createPreviewPages({ previewer, links, frames }: PreviewPagesDeps): Router {
  const router = Router({ caseSensitive: true });
  const viewOf = (token: string): PreviewView | null => {
    const frame = frames.get(token);
    if (frame !== null) return frame;
    const link = links.verify(token);
    return link === null ? null : viewOfLink(link);
  };
  router.use(async (request, response, next) => {
    const [pathname = ''] = request.url.split('?', 1);
    const [, token, path] = ADDRESS.exec(pathname) ?? [];
    if (token === undefined) return next();
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, REFUSED);
    const view = viewOf(token);
    if (view === null) return send(response, REFUSED);
    const prefix = `${PREVIEW_PATH}/${token}`;
    // Without it, what is relative in a page would lead out of its preview.
    if (path === undefined)
      return send(response, { ...REFUSED, status: 302, headers: { location: `${prefix}/` } });
    if (isPartOfPages(path)) labelRoute(response, 'media');
    const query = request.url.slice(pathname.length);
    const { accept, range, 'accept-language': language } = request.headers;
    const headers = { accept, range, 'accept-language': language };
    try {
      send(response, await previewer.answer({ path: path + query, headers, view, prefix }));
    } catch (error) {
      send(response, previewMessage(messageOf(error)));
    }
  });
  return router;
}

/** What a link shows: one story alone, or all of the site, with a story in it or without. */
function viewOfLink({ file, at, until }: PreviewLink): PreviewView {
  const draft = file === null ? null : { file, bytes: null };
  return { draft, scope: file !== null && at === null ? 'story' : 'site', at, until };
}

const RETRY_AFTER_SECONDS = 5;

function messageOf(error: unknown): PreviewMessage {
  if (!(error instanceof PreviewError)) throw error;
  const title = sayDesk('preview-off-title');
  const isOver = error.code === 'preview-failed' || error.code === 'preview-too-slow';
  return {
    status: isOver ? 500 : 503,
    title,
    text: error.message,
    ...(isOver ? {} : { retryAfter: RETRY_AFTER_SECONDS }),
  };
}

/** Sends an answer with its own headers alone: those of the desk's pages are for pages of the desk. */
function send(response: Response, { status, headers, body }: PreviewAnswer): void {
  for (const name of response.getHeaderNames()) if (name !== 'x-request-id') response.removeHeader(name);
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
