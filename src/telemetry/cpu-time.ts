/** What is used of a Worker. Microseconds; it answers when it comes to it. */
export interface MeteredThread {
  cpuUsage(): Promise<Used>;
}

interface Used {
  readonly user: number;
  readonly system: number;
}

const toMs = ({ user, system }: Used): number => (user + system) / 1000;

/** Milliseconds of processor time that the calling thread has used; asking takes 2 µs. */
export const threadCpuMs = (): number => toMs(process.threadCpuUsage());

/** Milliseconds of processor time that this process has used, on all threads. */
export const processCpuMs = (): number => toMs(process.cpuUsage());

/**
 * Milliseconds of processor time that another thread has used; null where it has ended, or does not say so within
 * `patienceMs`. It cannot while it is outside of JavaScript.
 */
export async function cpuMsOf(thread: MeteredThread, patienceMs: number): Promise<number | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, patienceMs, null).unref();
  try {
    return await Promise.race([thread.cpuUsage().then(toMs, () => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
