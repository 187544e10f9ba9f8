/** A content coding the site can send; `identity` is the bytes as they are. */
export type Encoding = 'identity' | 'gzip' | 'br';

/** Best first: what is sent when the client likes several codings equally. */
const PREFERENCE: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** Below every weight a client can write (the smallest is 0.001), above forbidden. */
const UNNAMED_IDENTITY_WEIGHT = 0.0001;

const WEIGHT = /^q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * Picks the best encoding we hold; `q=0` forbids one (RFC 9110 §12.5.3). Higher weights win, ties go
 * to br, then gzip. Without the header, or when everything is forbidden, it is `identity`. Malformed
 * members count as absent; of two members for one coding the lower weight counts. Never throws and
 * reads the header once.
 */
export function chooseEncoding(accept: string | undefined, held: readonly Encoding[]): Encoding {
  if (accept === undefined) return 'identity';
  const weights = parseWeights(accept);
  let best: Encoding = 'identity';
  let bestWeight = 0;
  for (const encoding of PREFERENCE) {
    if (!held.includes(encoding)) continue;
    const weight = weights.get(encoding) ?? weights.get('*') ?? defaultWeight(encoding);
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

function parseWeights(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const member of accept.split(',')) {
    const separator = member.indexOf(';');
    const coding = (separator < 0 ? member : member.slice(0, separator)).trim().toLowerCase();
    const weight = separator < 0 ? 1 : parseWeight(member.slice(separator + 1));
    if (coding === '' || weight === undefined) continue;
    const name = coding === 'x-gzip' ? 'gzip' : coding;
    weights.set(name, Math.min(weight, weights.get(name) ?? 1));
  }
  return weights;
}

function parseWeight(parameters: string): number | undefined {
  const written = WEIGHT.exec(parameters.trim())?.[1];
  return written === undefined ? undefined : Number(written);
}
