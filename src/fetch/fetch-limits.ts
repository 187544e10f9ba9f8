/** How long a fetch may take and how much it may bring. Times in milliseconds, sizes in bytes. */
export interface FetchLimits {
  /** Until the connection stands, its TLS included; for each hop. */
  readonly connectMs: number;
  /** From then until the head of the answer is there; for each hop. */
  readonly headMs: number;
  /** The whole fetch, redirects and body included. */
  readonly wholeMs: number;
  /** The body as it is sent. */
  readonly packedBytes: number;
  /** The body unpacked. */
  readonly unpackedBytes: number;
  /** The head of an answer. */
  readonly headBytes: number;
  readonly redirects: number;
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 5_000,
  headMs: 10_000,
  wholeMs: 20_000,
  packedBytes: 5_000_000,
  unpackedBytes: 10_000_000,
  headBytes: 16_384,
  redirects: 5,
};
