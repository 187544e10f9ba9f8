import { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http';
import { NO_STORE } from '../../cache/cache-policy.ts';
import { createRepresentation } from '../../cache/representation.ts';
import { sendRepresentation } from './send-representation.ts';

/** An error as a program is told it. */
export interface ProblemAnswer {
  /** 400–599. */
  readonly status: number;
  /** What is wrong, and the cure; none where the status says it all. */
  readonly detail?: string | undefined;
  readonly headers?: OutgoingHttpHeaders | undefined;
}

/** Answers with a problem document (RFC 9457), never stored. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  { status, detail, headers }: ProblemAnswer,
): void {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  const body = `${JSON.stringify(problem)}\n`;
  const contentType = 'application/problem+json; charset=utf-8';
  sendRepresentation(request, response, createRepresentation({ body, contentType }), {
    status,
    cacheControl: NO_STORE,
    headers,
  });
}
