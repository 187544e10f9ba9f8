/** Runs work in turn with other work that has a name in common with it. */
export type TakeTurns = <Result>(names: readonly string[], work: () => Promise<Result>) => Promise<Result>;

/** In this process alone: what others do meanwhile is found by the guard of each write. No turn outlives its work. */
export function takeTurns(): TakeTurns {
  const last = new Map<string, Promise<unknown>>();
  return (names, work) => {
    const before = Promise.all(names.map((name) => last.get(name)));
    const result = before.then(work);
    const ended = result
      .catch(() => {})
      .then(() => {
        for (const name of names) if (last.get(name) === ended) last.delete(name);
      });
    for (const name of names) last.set(name, ended);
    return result;
  };
}
