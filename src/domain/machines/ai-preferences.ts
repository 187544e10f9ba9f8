/**
 * What a newsroom says that machines may do with its texts; a use of which nothing is said is absent, and then nothing is said of
 * it anywhere.
 */
export interface AiPreferences {
  /** Training models, or tuning them. */
  readonly train?: boolean;
  /** Finding it, and showing its headline with a few of its words and a link. */
  readonly search?: boolean;
  /** Putting it into a model for an answer: summaries, retrieval, grounding. */
  readonly input?: boolean;
}

export type AiUse = keyof AiPreferences;

export const AI_USES = ['search', 'train', 'input'] as const satisfies readonly AiUse[];

/** The preferences for one story: its own where it has any, else the site's, use by use. */
export const preferencesFor = (
  site: AiPreferences | undefined,
  own: AiPreferences | undefined,
): AiPreferences => ({ ...site, ...own });

/** What may be done with several texts at once: nothing that one of them forbids, and nothing of which one of them is silent. */
export function strictest(all: readonly AiPreferences[]): AiPreferences {
  const entries = AI_USES.flatMap((use): [AiUse, boolean][] => {
    if (all.some((one) => one[use] === false)) return [[use, false]];
    return all.length > 0 && all.every((one) => one[use] === true) ? [[use, true]] : [];
  });
  return Object.fromEntries(entries);
}

/** Whether both say the same of every use. */
export const prefersAlike = (a: AiPreferences, b: AiPreferences): boolean =>
  AI_USES.every((use) => a[use] === b[use]);
