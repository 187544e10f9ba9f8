/** The scheme and host of an absolute-form target, which servers must accept (RFC 9112 §3.2.2). */
const SCHEME_AND_HOST = /^https?:\/\/[^/?#]*/i;

/**
 * Turns a request target into origin form (`/path?query`). An absolute one, which servers must accept,
 * loses its scheme and host: they choose nothing here. Express must never see it: what its router cannot
 * parse, it answers itself, past every middleware. A target of another form becomes a path that is none.
 */
export function toOriginForm(target: string): string {
  if (target.startsWith('/')) return target;
  if (!SCHEME_AND_HOST.test(target)) return `/${encodeURIComponent(target.toWellFormed())}`;
  const rest = target.replace(SCHEME_AND_HOST, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}
