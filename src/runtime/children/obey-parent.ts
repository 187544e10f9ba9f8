/** The way from a child process to the supervisor. */
export interface Parent<Settings, Message, Request> {
  /** What the supervisor gave this process. */
  settings(): Settings;
  tell(message: Message): void;
  onRequest(take: (request: Request) => void): void;
  /** Ends the process when all that was told has been sent. */
  exit(code: number): void;
}

/**
 * Makes this process obey nobody but its parent. Signals, which a terminal and service managers send to whole
 * groups, are left to the parent; when that is gone, however it went, this process ends. `title` is what `ps`
 * shows.
 */
export function obeyParent<Settings, Message extends object, Request>(
  title: string,
): Parent<Settings, Message, Request> {
  const given = process.argv[2] ?? 'null';
  process.title = title;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP']) process.on(signal, () => {});
  process.on('disconnect', () => process.exit(1));
  let sent = Promise.resolve();
  return {
    settings: () => JSON.parse(given) as Settings,
    tell(message) {
      const { promise, resolve } = Promise.withResolvers<void>();
      sent = sent.then(() => promise);
      if (process.send === undefined || !process.connected) resolve();
      else process.send(message, undefined, undefined, () => resolve());
    },
    onRequest: (take) => void process.on('message', (request) => take(request as Request)),
    exit: (code) => void sent.then(() => process.exit(code)),
  };
}
