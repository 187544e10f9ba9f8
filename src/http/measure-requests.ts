import type { RequestListener, ServerResponse } from 'node:http';
import type { RequestTally } from '../telemetry/request-tally.ts';
import { routeOf } from './request/route-label.ts';

/** As proxies count a request whose client had gone before its answer began: no status was ever sent. */
const CLIENT_CLOSED_REQUEST = 499;

/** Where nothing stands that would answer. */
const NO_ROUTE = 'none';

/** The same application, each of whose answers is counted when it is over. */
export function measureRequests(application: RequestListener, requests: RequestTally): RequestListener {
  return (request, response) => {
    const begun = requests.clock();
    response.once('close', () => {
      const status = response.headersSent ? response.statusCode : CLIENT_CLOSED_REQUEST;
      const route = routeOf(response) ?? NO_ROUTE;
      requests.answered(route, status, sentBytes(response), requests.clock() - begun, 1);
    });
    application(request, response);
  };
}

/** The bytes of the body of an answer that was sent to its end; null where it was cut off. */
function sentBytes(response: ServerResponse): number | null {
  if (!response.writableFinished) return null;
  if (response.req.method === 'HEAD' || response.statusCode === 304) return 0;
  return Number(response.getHeader('content-length') ?? 0);
}
