/** The server could not take its address; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** Node's: `EADDRINUSE`, `EACCES`, … */
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A ListenError for an error of the system, such as EADDRINUSE; anything else is returned as it is. */
export function toListenError(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const cures: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT ${port} on ${host} is taken by another program. Stop that program or set PORT to a free port.`,
    EACCES: `PORT ${port} needs rights that this user lacks. Set PORT to 1024 or above.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
    ENOTFOUND: `HOST ${host} is not known. Set HOST to 127.0.0.1, or 0.0.0.0 for all.`,
  };
  const message =
    cures[error.code] ?? `HOST ${host}, PORT ${port} cannot be listened on (${error.code}). Change them.`;
  return new ListenError(message, error.code, { cause: error });
}
