/** What one worker tells of the pages that it serves. */
export interface SwapMember {
  /** It has dropped what publishes up to this version of the catalog changed. */
  dropped(version: number): void;
  /** It serves no pages any more. */
  left(): void;
}

/** Knows up to which publish all workers have dropped what it changed. */
export interface SwapWatch {
  /** Counts one more worker, from when it first tells. */
  join(): SwapMember;
  /** The catalog is another one, whose versions begin anew. */
  reset(): void;
}

/** Watches nobody yet; `onSwapped` is told of each version that the last one has come to. */
export function watchSwaps(onSwapped: (version: number) => void): SwapWatch {
  const versions = new Map<SwapMember, number>();
  let told = -1;
  const look = (): void => {
    const least = Math.min(...versions.values());
    if (versions.size === 0 || least <= told) return;
    told = least;
    onSwapped(least);
  };
  return {
    join() {
      const member: SwapMember = {
        dropped(version) {
          versions.set(member, version);
          look();
        },
        left() {
          versions.delete(member);
          look();
        },
      };
      return member;
    },
    reset() {
      versions.clear();
      told = -1;
    },
  };
}
