/** Somebody did not answer in time. */
export class NoAnswerError extends Error {
  readonly code = 'no-answer';
  constructor(ms: number) {
    super(`no answer within ${ms / 1_000} s`);
    this.name = 'NoAnswerError';
  }
}

/**
 * Waits for an answer for `ms` at most; after that `giveUp` is called, which ends what is waited for.
 * @throws NoAnswerError then, else what the answer is rejected with.
 */
export async function limitTime<Answer>(
  answer: Promise<Answer>,
  ms: number,
  giveUp: () => void,
): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new NoAnswerError(ms));
    giveUp();
  }, ms);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
