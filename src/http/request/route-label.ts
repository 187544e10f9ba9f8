import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

const LABEL = Symbol('route');

type Labelled = ServerResponse & { [LABEL]?: string };

/** Notes which route an answer is of, for whoever counts; the first note stays, so that an error is of what was asked for. */
export function labelRoute(response: ServerResponse, route: string): void {
  const labelled = response as Labelled;
  labelled[LABEL] ??= route;
}

/** The route that was noted; null for none, as of a path at which nothing stands. */
export const routeOf = (response: ServerResponse): string | null => (response as Labelled)[LABEL] ?? null;

/** A handler, all of whose answers are of one route. */
export const labelled =
  (route: string, handler: RequestHandler): RequestHandler =>
  (request, response, next) => {
    labelRoute(response, route);
    return handler(request, response, next);
  };
