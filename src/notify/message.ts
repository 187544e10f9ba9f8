export type ChannelName =
  | 'index-now'
  | 'web-sub'
  | 'webhook'
  | 'commit-status'
  | 'slack'
  | 'mattermost'
  | 'matrix'
  | 'mail';

/** To whom messages go: one address of one channel. */
export interface Recipient {
  readonly channel: ChannelName;
  /** The URL that requests are sent to. */
  readonly target: string;
}

/** Something that one recipient is to be told. */
export interface Message extends Recipient {
  /** Without full stops, as a webhook’s signature asks. A second message of one that waits is dropped. */
  readonly id: string;
  /**
   * What it is about: the URL of a page or a feed, the surrogate key of an article, a commit and a place in it; of what waits for
   * nothing else, its own id.
   */
  readonly topic: string;
  /**
   * Null says only that the topic changed, so that several are as good as one. Messages with a body are
   * each sent, those of one topic in their order.
   */
  readonly body: string | null;
}

/** A message that waits. */
export interface WaitingMessage extends Message {
  /** When it was added, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** How often sending it has failed. */
  readonly tries: number;
}
