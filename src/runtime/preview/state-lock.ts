/** Has work run while the site is in the state that it needs, one state after the other. */
export interface StateLock {
  /**
   * Runs work in the state of a key, together with other work of that state; `enter` brings the state about where it is another.
   * Whoever came first comes first. Rejects as `enter` or `work` does.
   */
  within<State, Result>(
    key: string,
    enter: () => Promise<State>,
    work: (state: State) => Promise<Result>,
  ): Promise<Result>;
}

interface Waiting {
  readonly key: string;
  readonly enter: () => Promise<unknown>;
  readonly run: (state: unknown) => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** Begins in no state. */
export function stateLock(): StateLock {
  const waiting: Waiting[] = [];
  let current: { readonly key: string; readonly state: unknown } | null = null;
  let working = 0;
  let isEntering = false;

  const start = async (one: Waiting, state: unknown): Promise<void> => {
    working += 1;
    await one.run(state);
    working -= 1;
    pump();
  };
  const enter = async (one: Waiting): Promise<void> => {
    isEntering = true;
    current = null;
    try {
      current = { key: one.key, state: await one.enter() };
    } catch (error) {
      one.fail(error);
    } finally {
      isEntering = false;
    }
    if (current !== null) void start(one, current.state);
    pump();
  };
  function pump(): void {
    while (!isEntering) {
      const [first] = waiting;
      if (first === undefined) return;
      const isSame = current?.key === first.key;
      if (!isSame && working > 0) return;
      waiting.shift();
      if (isSame) void start(first, current?.state);
      else void enter(first);
    }
  }

  return {
    within<State, Result>(key: string, bring: () => Promise<State>, work: (state: State) => Promise<Result>) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      waiting.push({
        key,
        enter: bring,
        run: (state) => work(state as State).then(resolve, reject),
        fail: reject,
      });
      pump();
      return promise;
    },
  };
}
