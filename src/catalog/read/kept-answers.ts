/** What an answer depends on besides its arguments. */
export interface CatalogState {
  /** Raised with each publish that changes pages. */
  version(): number;
  /** The next moment after `now` at which pages change by themselves; null for none. */
  nextEvent(now: number): number | null;
}

/** Makes questions whose answers are kept as long as they are right. Moments are milliseconds since 1970. */
export interface AnswerKeeper {
  /** For what changes with publishes only. */
  perVersion<Answer>(ask: () => Answer): () => Answer;
  /** For what changes with the clock too. */
  perMoment<Answer>(ask: (now: number) => Answer): (now: number) => Answer;
}

/** Makes a keeper of answers to what every page asks, such as the top stories. */
export function answerKeeper({ version, nextEvent }: CatalogState): AnswerKeeper {
  return {
    perVersion(ask) {
      let kept: { version: number; answer: ReturnType<typeof ask> } | null = null;
      return () => {
        const current = version();
        if (kept?.version !== current) kept = { version: current, answer: ask() };
        return kept.answer;
      };
    },
    perMoment(ask) {
      let kept: { version: number; from: number; answer: ReturnType<typeof ask> } | null = null;
      // Asked each time: a publish that changes no page may bring a moment nearer at which one will.
      const until = (from: number): number => nextEvent(from) ?? Number.POSITIVE_INFINITY;
      return (now) => {
        const current = version();
        if (kept?.version !== current || now < kept.from || now >= until(kept.from)) {
          kept = { version: current, from: now, answer: ask(now) };
        }
        return kept.answer;
      };
    },
  };
}
