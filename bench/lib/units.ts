/** `0.84 ms`, `8.4 ms`, `84 ms`, `8.4 s`: two or three digits that mean something. */
export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(ms >= 100 ? 0 : ms >= 10 ? 1 : 2)} ms`;
}

/** Bytes as whole `MB` of 1,048,576. */
export const formatMegabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

/** `100,000`. */
export const formatCount = (count: number): string => count.toLocaleString('en-GB');

/** `3.4 ×`, `120 ×`. */
export const formatRatio = (ratio: number): string => `${ratio.toFixed(ratio >= 10 ? 0 : 1)} ×`;
