import type { NewsSettings } from '../../src/notify/outside-channels.ts';

/** Nobody is told of what editors have to know. */
export const NO_NEWS: NewsSettings = {
  webhookTopics: [],
  chats: [],
  chatTopics: [],
  mail: null,
  mailTopics: [],
};
