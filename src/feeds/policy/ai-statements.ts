import { AI_USES, type AiPreferences, type AiUse } from '../../domain/machines/ai-preferences.ts';
import { LICENSE_PATH } from '../../domain/urls.ts';

/** One set of preferences in each language that has words for them; null where it has none for what is said. */
export interface AiStatements {
  /** Content Signals (contentsignals.org), as a line of robots.txt and as a header: `search=yes, ai-train=no, ai-input=no`. */
  readonly contentSignal: string | null;
  /**
   * AI Preferences of the IETF, as a rule of robots.txt and as a header: `train-ai=n, search=y` (draft-ietf-aipref-attach-05
   * §2 and §3; draft-ietf-aipref-vocab-07 §6, which has no word for input).
   */
  readonly contentUsage: string | null;
  /**
   * The reservation of rights of text and data mining (W3C Community Group, TDM Reservation Protocol, final report of 2024):
   * 1 where a use is kept back that is mining, 0 where everything is allowed. Finding is left to the others: a reservation
   * keeps rights, and what is granted elsewhere stays granted.
   */
  readonly tdmReservation: '0' | '1' | null;
}

const SIGNALS: Readonly<Record<AiUse, string>> = { search: 'search', train: 'ai-train', input: 'ai-input' };
const LABELS: Readonly<Partial<Record<AiUse, string>>> = { train: 'train-ai', search: 'search' };
const LABELLED = ['train', 'search'] as const satisfies readonly AiUse[];

/** Words preferences in every language. */
export function aiStatements(preferences: AiPreferences): AiStatements {
  const say = (uses: readonly AiUse[], words: Readonly<Partial<Record<AiUse, string>>>, answers: string[]) =>
    uses
      .filter((use) => preferences[use] !== undefined)
      .map((use) => `${words[use]}=${preferences[use] ? answers[0] : answers[1]}`)
      .join(', ') || null;
  const { train, input } = preferences;
  const isOpen = AI_USES.every((use) => preferences[use] === true);
  return {
    contentSignal: say(AI_USES, SIGNALS, ['yes', 'no']),
    contentUsage: say(LABELLED, LABELS, ['y', 'n']),
    tdmReservation: train === false || input === false ? '1' : isOpen ? '0' : null,
  };
}

/**
 * Whether RSL can say it: a licence without a use allows or forbids that use by its silence (RSL 1.0 §3.5), so that only what
 * is said of all uses is the same there.
 */
export const isLicensable = (preferences: AiPreferences): boolean =>
  AI_USES.every((use) => preferences[use] !== undefined);

/**
 * The headers of an answer whose text may be used so: names and values in turn, none where nothing is said. `origin` is the
 * public one, without a trailing slash.
 */
export function aiHeaders(preferences: AiPreferences, origin: string): string[] {
  const { contentSignal, contentUsage, tdmReservation } = aiStatements(preferences);
  return [
    ...(contentUsage === null ? [] : ['Content-Usage', contentUsage]),
    ...(contentSignal === null ? [] : ['Content-Signal', contentSignal]),
    ...(tdmReservation === null ? [] : ['TDM-Reservation', tdmReservation]),
    ...(isLicensable(preferences)
      ? ['Link', `<${origin}${LICENSE_PATH}>; rel="license"; type="${RSL_TYPE}"`]
      : []),
  ];
}

/** The media type of an RSL document (RSL 1.0). */
export const RSL_TYPE = 'application/rsl+xml';
