/** Takes what opens something out of an address, for the log: the secret of a one-time link or of a preview. */
export const hideSecrets = (url: string): string => url.replace(/(\/(?:join|preview)\/)[^/?#]+/, '$1…');
