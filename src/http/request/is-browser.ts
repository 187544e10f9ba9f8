import { isbot } from 'isbot';

/** User-Agents that are remembered; when there are more, all are forgotten. */
const MAX_KNOWN = 2_000;
/** Browsers say less, those inside applications included; more is not looked at, in characters. */
const MAX_LENGTH = 1_000;

/**
 * Makes the question whether a User-Agent is that of a person's browser. Texts come again and again: each is
 * judged once. Who says nothing, or endlessly much, is none.
 */
export function rememberedBrowsers(): (userAgent: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (userAgent) => {
    if (userAgent === undefined) return false;
    const answer = known.get(userAgent);
    if (answer !== undefined) return answer;
    if (userAgent === '' || userAgent.length > MAX_LENGTH) return false;
    const isBrowser = !isbot(userAgent);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(userAgent, isBrowser);
    return isBrowser;
  };
}
