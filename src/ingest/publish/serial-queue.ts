/** Runs pieces of work one after the other, in the order in which they came. */
export interface SerialQueue {
  /** Resolves or rejects as the work does; what follows runs in either case. */
  run<Result>(work: () => Promise<Result> | Result): Promise<Result>;
  /** Resolves when everything that was handed in by now is done. */
  idle(): Promise<void>;
}

/** Makes an empty queue. */
export function serialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = last.then(work);
      last = result.catch(() => {});
      return result;
    },
    async idle() {
      await last;
    },
  };
}
