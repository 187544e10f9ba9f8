import type { RequestHandler } from 'express';
import { sendRedirect } from '../send/send-redirect.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

/** Leads what nothing stands at to the one address that is written nearly so; passes on where there is none. Mount it last. */
export function createNearHandler(deps: SiteDeps): RequestHandler {
  return ({ path }, response, next) => {
    const near = atOneMoment(deps, ({ catalog, now }) => catalog.resolveNear(path, now));
    if (near.kind === 'moved') sendRedirect(response, near.path);
    else next();
  };
}
