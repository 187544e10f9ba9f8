/** What `/readyz` asks. */
export interface Readiness {
  readonly isReady: () => boolean;
}

/** The life of one process: starting, ready, draining; it never goes back. */
export interface ReadinessSwitch extends Readiness {
  /** The catalog is loaded; without effect once draining has begun. */
  readonly markReady: () => void;
  /** The process is about to stop: send no new readers here. */
  readonly startDraining: () => void;
}

/** Makes the switch that the runtime turns and `/readyz` reads; not ready at first. */
export function createReadiness(): ReadinessSwitch {
  let state: 'starting' | 'ready' | 'draining' = 'starting';
  return {
    isReady: () => state === 'ready',
    markReady() {
      if (state === 'starting') state = 'ready';
    },
    startDraining() {
      state = 'draining';
    },
  };
}
