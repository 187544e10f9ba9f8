import { hash } from 'node:crypto';
import type { Message, Recipient } from '../message.ts';
import { type NewsEvent, type NewsTopic, TOPIC_OF } from './news-event.ts';

/** A recipient with what it wants to be told besides publishes; nothing by default. */
export interface NewsRecipient extends Recipient {
  readonly topics?: readonly NewsTopic[];
}

/** A webhook is told of so many files or stories at once; what has more of them comes in several messages where each counts. */
const MOST_NAMED = 100;
/** People read so many. */
const MOST_FOR_PEOPLE = 10;

/**
 * Returns the messages of an event for those who want its topic. A webhook is told of every story, and of a burst of files with
 * problems the first hundred; people the first ten of either, with the count of all. Ids follow from what is said, of whom, when.
 */
export function describeNews(event: NewsEvent, recipients: readonly NewsRecipient[]): Message[] {
  return recipients
    .filter(({ topics }) => topics?.includes(TOPIC_OF[event.type]) === true)
    .flatMap(({ channel, target }) =>
      partsOf(event, channel === 'webhook').map((part) => {
        const id = hash('sha256', `${channel} ${target} ${JSON.stringify(part)}`).slice(0, 32);
        const { type, ...rest } = part;
        return { channel, target, id, topic: id, body: JSON.stringify({ type, id, ...rest }) };
      }),
    );
}

function partsOf(event: NewsEvent, isWebhook: boolean): NewsEvent[] {
  const most = isWebhook ? MOST_NAMED : MOST_FOR_PEOPLE;
  if (event.type === 'problem.found') return [{ ...event, files: event.files.slice(0, most) }];
  if (event.type === 'problem.mended') return [{ ...event, files: event.files.slice(0, most) }];
  const parts = isWebhook ? Math.ceil(event.articles.length / most) : 1;
  return Array.from({ length: parts }, (_, nth) => {
    const [from, to] = [nth * most, (nth + 1) * most];
    // Each type by itself, so that its articles stay its own.
    if (event.type === 'article.live') return { ...event, articles: event.articles.slice(from, to) };
    return { ...event, articles: event.articles.slice(from, to) };
  });
}
