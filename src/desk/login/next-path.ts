/** Where whoever logs in goes on: a path of the desk, and never another site; `/` for everything else. */
export function nextPath(given: unknown): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(given)) return '/';
  const { origin, pathname, search } = new URL(given, 'https://desk.invalid');
  // Dots that lead up may make two slashes of one, which browsers take for another host.
  if (origin !== 'https://desk.invalid' || pathname.startsWith('//')) return '/';
  return /^\/(?:login|logout|join)(?:\/|$)/.test(pathname) ? '/' : `${pathname}${search}`;
}

/** The address of the log-in that leads back to a path. */
export const logInPath = (path: string): string =>
  nextPath(path) === '/' ? '/login' : `/login?next=${encodeURIComponent(nextPath(path))}`;
