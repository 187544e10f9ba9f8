import { readWeights } from './quality-values.ts';

/** A content coding the site can send; `identity` is the bytes as they are. */
export type Encoding = 'identity' | 'gzip' | 'br';

/** Best first: what is sent when the client likes several codings equally. */
const PREFERENCE: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** Below every weight a client can write (the smallest is 0.001), above forbidden. */
const UNNAMED_IDENTITY_WEIGHT = 0.0001;

/**
 * Picks the best encoding we hold; `q=0` forbids one (RFC 9110 §12.5.3). Higher weights win, ties go
 * to br, then gzip. Without the header, or when everything is forbidden, it is `identity`. Malformed
 * members count as absent; of two members for one coding the lower weight counts. Never throws and
 * reads the header once.
 */
export function chooseEncoding(accept: string | undefined, held: readonly Encoding[]): Encoding {
  if (accept === undefined) return 'identity';
  const weights = readWeights(accept);
  let best: Encoding = 'identity';
  let bestWeight = 0;
  for (const encoding of PREFERENCE) {
    if (!held.includes(encoding)) continue;
    const weight = weightOf(encoding, weights) ?? weights.get('*') ?? defaultWeight(encoding);
    if (weight > bestWeight) {
      best = encoding;
      bestWeight = weight;
    }
  }
  return best;
}

/** Readers' browsers send few different headers, and send them with every request. */
const REMEMBERED_HEADERS = 64;

/** Makes a `chooseEncoding` that remembers its answers for what we hold; headers beyond some are read each time. */
export function rememberedEncoding(): typeof chooseEncoding {
  const known = new Map<readonly Encoding[], Map<string, Encoding>>();
  return (accept, held) => {
    if (accept === undefined) return 'identity';
    let answers = known.get(held);
    if (answers === undefined) {
      answers = new Map();
      if (known.size < REMEMBERED_HEADERS) known.set(held, answers);
    }
    const answer = answers.get(accept) ?? chooseEncoding(accept, held);
    if (answers.size < REMEMBERED_HEADERS && accept.length < 200) answers.set(accept, answer);
    return answer;
  };
}

function defaultWeight(encoding: Encoding): number {
  return encoding === 'identity' ? UNNAMED_IDENTITY_WEIGHT : 0;
}

/** The lower one of those by which it is named: gzip has an older name (RFC 9110 §8.4.1.3). */
function weightOf(encoding: Encoding, weights: ReadonlyMap<string, number>): number | undefined {
  const named = [weights.get(encoding), encoding === 'gzip' ? weights.get('x-gzip') : undefined];
  const given = named.filter((weight) => weight !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
