type Task = () => void;

const tasks = new Set<Task>();
let isWatching = false;

/**
 * Does something when the program ends: by itself, by an error, or by Ctrl-C or SIGTERM; last come,
 * first done. Returns a function that forgets it.
 */
export function atEnd(task: Task): () => void {
  if (!isWatching) watch();
  tasks.add(task);
  return () => tasks.delete(task);
}

function watch(): void {
  isWatching = true;
  process.on('exit', () => {
    for (const task of [...tasks].reverse()) task();
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => process.exit(code));
  }
}
