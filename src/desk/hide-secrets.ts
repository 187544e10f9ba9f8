/**
 * Takes what opens something out of an address, for the log: the secret of a one-time link or of a preview, and the query of the
 * feed of problems, which holds a token.
 */
export const hideSecrets = (url: string): string =>
  url.replace(/(\/(?:join|preview)\/)[^/?#]+/, '$1…').replace(/(\/problems\.atom)\?.*$/s, '$1?…');
