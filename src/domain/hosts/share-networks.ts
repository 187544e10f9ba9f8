/** The networks to which a story can be passed on, in the order in which its page offers them. */
export const SHARE_NETWORKS = ['whatsapp', 'telegram', 'x', 'facebook', 'bluesky', 'mastodon'] as const;

export type ShareNetwork = (typeof SHARE_NETWORKS)[number];
