import type { RequestListener } from 'node:http';
import type { RequestTally } from '../telemetry/request-tally.ts';
import { routeOf } from './request/route-label.ts';
import { bodyBytes, sentStatus } from './send/sent-status.ts';

/** Where nothing stands that would answer. */
const NO_ROUTE = 'none';

/** The same application, each of whose answers is counted when it is over. */
export function measureRequests(application: RequestListener, requests: RequestTally): RequestListener {
  return (request, response) => {
    const begun = requests.clock();
    response.once('close', () => {
      const route = routeOf(response) ?? NO_ROUTE;
      const bytes = response.writableFinished ? bodyBytes(response) : null;
      requests.answered(route, sentStatus(response), bytes, requests.clock() - begun, 1);
    });
    application(request, response);
  };
}
