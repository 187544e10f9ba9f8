import type { WaitingMessage } from './message.ts';
import type { NewsRecipient } from './news/describe-news.ts';
import type { Answer, SendDeps } from './send-request.ts';

/** A request, ready to be sent. */
export interface Delivery {
  /** POST by default. */
  readonly method?: 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The messages that it brings; others of the batch wait for the next request. */
  readonly messages: readonly WaitingMessage[];
}

/** What an answer means. A reason says what is wrong and what to do. */
export type Verdict =
  | { readonly kind: 'delivered' }
  /** Perhaps later. */
  | { readonly kind: 'retry'; readonly reason: string }
  /** Never, whenever it is sent. */
  | { readonly kind: 'mistake'; readonly reason: string }
  /** The recipient wants nothing more. */
  | { readonly kind: 'stop'; readonly reason: string };

/** How one recipient is told. */
export interface Channel extends NewsRecipient {
  /** How long to wait after a message for others that the same request can bring, in milliseconds. */
  readonly gatherMs: number;
  /** The most messages that one request can bring. */
  readonly batchSize: number;
  /** Builds the request for some messages, of which there is at least one. `now` is in milliseconds since 1970. */
  build(messages: readonly WaitingMessage[], now: number): Delivery;
  /** Sends it where that is no request by HTTP. Never throws. The status of its answer is that of the other protocol. */
  readonly send?: (delivery: Delivery, deps: SendDeps) => Promise<Answer>;
  /** Says what the status of the answer means; `retryAfter` is the header of that name. */
  classify(status: number, retryAfter: string | null): Verdict;
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;
export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** Whether a status speaks of the moment and not of the request (RFC 9110 §15.5.9, §15.6; RFC 6585 §4). */
export const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;
