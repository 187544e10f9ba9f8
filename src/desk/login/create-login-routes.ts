import { Router } from 'express';
import { createAccountRoutes } from './account-routes.ts';
import { createAuditRoutes } from './audit-routes.ts';
import { createChallenges } from './challenges.ts';
import { fromHereOnly, guardForms } from './guard-writes.ts';
import { createJoinRoutes } from './join-routes.ts';
import { createLogInRoutes } from './log-in-routes.ts';
import type { LoginDeps } from './login-deps.ts';
import { createPasskeyCeremony } from './passkey-ceremony.ts';
import { createPeopleRoutes } from './people-routes.ts';
import { signedIn } from './signed-in.ts';

/**
 * The doors of the desk. What is asked after these routes is asked by somebody who is logged in (`personOf`), and whatever
 * changes something comes from a page of the desk with the session's word in it.
 */
export function createLoginRoutes(deps: LoginDeps): Router {
  const ceremony = createPasskeyCeremony(deps.accounts, createChallenges(deps.now), deps.origin);
  const routes = Router({ caseSensitive: true });
  routes.use(fromHereOnly(deps.origin));
  routes.use(createLogInRoutes(deps, ceremony));
  routes.use(createJoinRoutes(deps, ceremony));
  routes.use(signedIn(deps));
  routes.use(guardForms(deps));
  routes.use(createAccountRoutes(deps, ceremony));
  routes.use(createPeopleRoutes(deps));
  routes.use(createAuditRoutes(deps));
  return routes;
}
