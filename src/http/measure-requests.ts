import type { RequestListener, ServerResponse } from 'node:http';
import type { RequestTally } from '../telemetry/request-tally.ts';
import { routeOf } from './request/route-label.ts';
import { sentStatus } from './send/sent-status.ts';

/** Where nothing stands that would answer. */
const NO_ROUTE = 'none';

/** The same application, each of whose answers is counted when it is over. */
export function measureRequests(application: RequestListener, requests: RequestTally): RequestListener {
  return (request, response) => {
    const begun = requests.clock();
    response.once('close', () => {
      const route = routeOf(response) ?? NO_ROUTE;
      requests.answered(route, sentStatus(response), sentBytes(response), requests.clock() - begun, 1);
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
