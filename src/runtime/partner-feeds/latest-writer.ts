/** Writes a value that changes often: each write has the latest, and none overtakes another. */
export interface LatestWriter<Value> {
  write(value: Value): void;
  /** Resolves when the last value is written, or has failed to be. */
  idle(): Promise<void>;
}

/** Makes one; `onError` is told of each write that fails, and the next value is written all the same. */
export function latestWriter<Value>(
  write: (value: Value) => Promise<void>,
  onError: (error: unknown) => void,
): LatestWriter<Value> {
  let next: { readonly value: Value } | null = null;
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    while (next !== null) {
      const { value } = next;
      next = null;
      await write(value).catch(onError);
    }
    working = null;
  };
  return {
    write(value) {
      next = { value };
      working ??= work();
    },
    async idle() {
      await working;
    },
  };
}
