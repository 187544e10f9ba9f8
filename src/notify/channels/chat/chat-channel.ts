import { hash } from 'node:crypto';
import {
  type Channel,
  type Delivery,
  isPassing,
  isRedirect,
  isSuccess,
  type Verdict,
} from '../../channel.ts';
import type { WaitingMessage } from '../../message.ts';
import type { NewsEvent, NewsTopic } from '../../news/news-event.ts';
import { type Saying, sayEvent } from '../say-event.ts';
import { sayHtml, sayPlainly } from '../say-html.ts';
import { mattermostBody } from './mattermost-text.ts';
import { slackBody } from './slack-text.ts';

/** A room of a chat, as ChatAddress of src/config. */
export interface ChatRoom {
  readonly kind: 'slack' | 'mattermost' | 'matrix';
  /** The incoming webhook; of Matrix the server, with the room’s id as path. */
  readonly url: string;
  /** The access token of Matrix; null for the others. */
  readonly token: string | null;
}

/** How long further events are gathered for one message. */
const GATHER_MS = 15_000;
const MOST_EVENTS = 20;

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Tells a chat room of events, of a quarter of a minute in one message. The bodies of messages are NewsEvent as JSON. */
export function chatChannel({ kind, url, token }: ChatRoom, topics: readonly NewsTopic[]): Channel {
  return {
    channel: kind,
    target: url,
    topics,
    gatherMs: GATHER_MS,
    batchSize: MOST_EVENTS,
    build(messages) {
      const sayings = messages.map(({ body }) => sayEvent(JSON.parse(body ?? '') as NewsEvent));
      if (kind === 'matrix') return matrixDelivery(url, token ?? '', messages, sayings);
      const body = kind === 'slack' ? slackBody(sayings) : mattermostBody(sayings);
      return { url, headers: JSON_TYPE, body: JSON.stringify(body), messages };
    },
    classify: kind === 'matrix' ? classifyMatrix : (status) => classifyHook(NAMES[kind], status),
  };
}

const NAMES = { slack: 'Slack', mattermost: 'Mattermost' } as const;

/**
 * A message to a room (Matrix client-server API, “Sending events to a room”): tried again it has the same transaction id, so that the
 * room has it once. It is a notice, which other programs do not answer, and calls nobody.
 */
function matrixDelivery(
  target: string,
  token: string,
  messages: readonly WaitingMessage[],
  sayings: readonly Saying[],
): Delivery {
  const { origin, pathname } = new URL(target);
  const transaction = hash('sha256', messages.map(({ id }) => id).join(' ')).slice(0, 32);
  return {
    method: 'PUT',
    url: `${origin}/_matrix/client/v3/rooms${pathname}/send/m.room.message/${transaction}`,
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
    body: JSON.stringify({
      msgtype: 'm.notice',
      body: sayPlainly(sayings),
      format: 'org.matrix.custom.html',
      formatted_body: sayHtml(sayings),
      'm.mentions': {},
    }),
    messages,
  };
}

function classifyMatrix(status: number): Verdict {
  if (isSuccess(status)) return { kind: 'delivered' };
  if (status === 401 || status === 403) {
    return {
      kind: 'stop',
      reason:
        `the Matrix server does not let the token write into the room (${status}); nothing is told there until the next start. ` +
        'Invite the user of the token into the room and let it join, or put a new token into CHAT_URLS',
    };
  }
  if (status === 404 || isRedirect(status)) {
    return {
      kind: 'retry',
      reason: `the Matrix server does not know the address (${status}). Name in CHAT_URLS the server that clients use, and the room by its id`,
    };
  }
  if (isPassing(status)) return { kind: 'retry', reason: `the Matrix server answers ${status}` };
  return { kind: 'mistake', reason: `the Matrix server does not take the message (${status})` };
}

/** Slack answers 404 and 410 for a webhook or a room that is gone, and 403 where its workspace forbids it. */
function classifyHook(name: string, status: number): Verdict {
  if (isSuccess(status)) return { kind: 'delivered' };
  if (status === 403 || status === 404 || status === 410) {
    return {
      kind: 'stop',
      reason:
        `${name} knows the webhook no more, or forbids it (${status}); nothing is told there until the next start. Make a new ` +
        'incoming webhook, and put its address into CHAT_URLS',
    };
  }
  if (isRedirect(status)) {
    return {
      kind: 'retry',
      reason: `${name} answers with a redirect (${status}), which is not followed. Set CHAT_URLS to the address it leads to`,
    };
  }
  if (isPassing(status)) return { kind: 'retry', reason: `${name} answers ${status}` };
  return {
    kind: 'mistake',
    reason: `${name} does not take the message (${status}). Check that CHAT_URLS names the right kind of chat`,
  };
}
