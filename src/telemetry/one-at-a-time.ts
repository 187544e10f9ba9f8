/**
 * Has a question asked once for all who ask while it is under way, so that however many ask, and however long it takes, one of it
 * is under way.
 */
export function oneAtATime<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | null = null;
  return () => {
    asked ??= ask().finally(() => {
      asked = null;
    });
    return asked;
  };
}
