import type { KeptEmbed } from '../../catalog/embeds/embed-store.ts';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';

/** What a provider answered. */
export type EmbedAnswer =
  | { readonly kind: 'told'; readonly facts: EmbedFacts }
  /** Nothing is there any more, or nothing that others may see. */
  | { readonly kind: 'nothing' }
  /** It could not be asked; `retryAt` in milliseconds since 1970 where it says when to come again. */
  | { readonly kind: 'failed'; readonly retryAt: number | null };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What is known is asked for again so seldom: titles change little, and what is gone should go here too. */
const AGAIN_MS = 90 * DAY_MS;
/** The first and the longest wait after failures. */
const FIRST_MS = 5 * MINUTE_MS;
const LONGEST_MS = 7 * DAY_MS;

/**
 * What is kept after an answer, and when the provider is asked again. What was known stays where the provider is merely
 * down. Milliseconds since 1970; `random` in [0, 1) spreads the askings of one day.
 */
export function nextAsking(
  subject: string,
  before: KeptEmbed | null,
  answer: EmbedAnswer,
  { now, random }: { readonly now: number; readonly random: number },
): KeptEmbed {
  const spread = 0.9 + random * 0.2;
  if (answer.kind === 'told' || answer.kind === 'nothing') {
    const facts = answer.kind === 'told' ? answer.facts : null;
    return { subject, facts, askedMs: now, nextMs: now + AGAIN_MS * spread, failures: 0 };
  }
  const failures = (before?.failures ?? 0) + 1;
  const wait = Math.min(LONGEST_MS, FIRST_MS * 4 ** Math.min(failures - 1, 10)) * spread;
  return {
    subject,
    facts: before?.facts ?? null,
    askedMs: now,
    nextMs: Math.max(now + wait, Math.min(answer.retryAt ?? 0, now + LONGEST_MS)),
    failures,
  };
}

/** Whether a subject is to be asked for. A clock that was ahead keeps nothing waiting for longer than what is known may. */
export const isDue = (kept: KeptEmbed | null, now: number): boolean =>
  kept === null || kept.nextMs <= now || kept.nextMs > now + AGAIN_MS * 1.2;
