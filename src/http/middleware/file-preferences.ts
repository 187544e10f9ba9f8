import type { RequestHandler } from 'express';
import { aiHeaders } from '../../feeds/policy/ai-statements.ts';
import type { SiteDeps } from '../site-deps.ts';
import { setHeaders } from './security-headers.ts';

/**
 * Says with every picture and file what site.yaml says that machines may do with the site's texts. A file belongs to no one
 * story, so that a story's own word is not said of it.
 */
export function filePreferences({
  reader,
  address: { origin },
}: Pick<SiteDeps, 'reader' | 'address'>): RequestHandler {
  return (request, response, next) => {
    const { ai } = reader().read((catalog) => catalog.site());
    if (ai === undefined) next();
    else setHeaders(aiHeaders(ai, origin))(request, response, next);
  };
}
