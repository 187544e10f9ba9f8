import { Router } from 'express';
import { createMicropubRoutes } from '../micropub/create-micropub-routes.ts';
import type { ApiDeps } from './api-deps.ts';
import { createFeedRoutes } from './feed-routes.ts';
import { createFileRoutes } from './file-routes.ts';
import { createListRoutes } from './list-routes.ts';
import { createMediaRoutes } from './media-routes.ts';
import { createTokenAccess } from './token-access.ts';

/**
 * What answers programs, by tokens alone: `/api/…`, `/micropub` and `/problems.atom`. No cookie is looked at, so that no page of another
 * site can act in somebody's name. It stands before the log-in, and works without the desk's pages.
 */
export function createApiRoutes(deps: ApiDeps): Router {
  const access = createTokenAccess(deps);
  const media = createMediaRoutes(deps, access);
  const router = Router();
  router.use('/api', access.enter());
  router.use(
    createFileRoutes(deps, access),
    createListRoutes(deps, access),
    media.router,
    createFeedRoutes(deps, access),
    createMicropubRoutes(deps, access, media.take),
  );
  return router;
}
