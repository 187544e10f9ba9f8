/** What a look at one thing found. */
export interface Finding {
  /** What was looked at: a variable of the environment, or a word. */
  readonly topic: string;
  /** `missing` keeps the site from being served as it is meant to be, `warning` does not. */
  readonly state: 'ok' | 'warning' | 'missing';
  readonly says: string;
  /** What to do about it; null for what is in order. */
  readonly cure: string | null;
}

export const ok = (topic: string, says: string): Finding => ({ topic, state: 'ok', says, cure: null });

export const warning = (topic: string, says: string, cure: string): Finding => ({
  topic,
  state: 'warning',
  says,
  cure,
});

export const missing = (topic: string, says: string, cure: string): Finding => ({
  topic,
  state: 'missing',
  says,
  cure,
});

/** The message of whatever was thrown, on one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
