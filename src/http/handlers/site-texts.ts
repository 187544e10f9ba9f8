import type { RequestHandler } from 'express';
import { FRONT_KEY, LLMS_KEY, SITE_KEY } from '../../domain/surrogate-keys.ts';
import { buildLlmsTxt } from '../../feeds/llms-txt.ts';
import { buildRobots } from '../../feeds/robots.ts';
import { buildSecurityTxt } from '../../feeds/security-txt.ts';
import { buildWebManifest } from '../../feeds/web-manifest.ts';
import type { PageContext } from '../../pages/parts/page-context.ts';
import { type FoundDocument, serveDocument } from '../send/serve-document.ts';
import type { SiteDeps } from '../site-deps.ts';

const CONTENT_TYPE = 'text/plain; charset=utf-8';

/** Serves `/robots.txt`. */
export const createRobotsHandler = (deps: SiteDeps): RequestHandler =>
  textHandler(deps, ({ origin }) => text(buildRobots(origin), { keys: [SITE_KEY], lastModified: null }));

/** Serves `/llms.txt`. */
export const createLlmsTxtHandler = (deps: SiteDeps): RequestHandler =>
  textHandler(deps, (context) =>
    text(buildLlmsTxt(context), { keys: [SITE_KEY, FRONT_KEY, LLMS_KEY], lastModified: 0 }),
  );

/** Serves `/.well-known/security.txt`; nothing where the publisher has no e-mail address. */
export const createSecurityTxtHandler = (deps: SiteDeps): RequestHandler =>
  textHandler(deps, (context) => {
    const built = buildSecurityTxt({ ...context, contact: null });
    if (built === null) return null;
    return text(built.text, { keys: [SITE_KEY], lastModified: null, expires: built.expires });
  });

/** Serves `/manifest.webmanifest`, by which a phone can put the site among its apps. */
export const createManifestHandler = (deps: SiteDeps): RequestHandler =>
  textHandler(deps, (context) => ({
    body: buildWebManifest(context),
    contentType: 'application/manifest+json; charset=utf-8',
    keys: [SITE_KEY],
    lastModified: 0,
  }));

function textHandler(deps: SiteDeps, build: (context: PageContext) => FoundDocument | null): RequestHandler {
  return (request, response, next) =>
    serveDocument(deps, { request, response, next }, { route: 'text', url: request.path }, build);
}

const text = (body: string, rest: Omit<FoundDocument, 'body' | 'contentType'>): FoundDocument => ({
  body,
  contentType: CONTENT_TYPE,
  ...rest,
});
