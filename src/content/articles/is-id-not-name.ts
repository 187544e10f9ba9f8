/**
 * What databases call authors by: a number (WordPress), 24 hexadecimal digits (MongoDB, Ghost), a UUID with or without its
 * hyphens, and a number behind the word for what it counts (`wp:12`, `user_7`). A name in letters is never one, nor is a
 * short word of few letters that a newsroom may sign with.
 */
const ID =
  /^(?:\d+|[\da-f]{24}|[\da-f]{32}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[a-z]{2,10}:\d+|(?:author|user|usr|uid|id|wp)[_#-]?\d+)$/i;

/** Whether a byline is the id of a record and no name that readers could know anybody by. */
export const isIdNotName = (name: string): boolean => name.length <= 36 && /\d/.test(name) && ID.test(name);
