import { Counter, Gauge, type Registry } from 'prom-client';

/** What a metric is called, and what it says in plain words. */
interface MetricName {
  readonly name: string;
  readonly help: string;
  readonly registers: Registry[];
}

/** A number that goes up and down, asked for when somebody wants to know; none where it is null. */
export function gauge(metric: MetricName, value: () => number | null): void {
  new Gauge({
    ...metric,
    collect() {
      const current = value();
      if (current === null) this.remove();
      else this.set(current);
    },
  });
}

/** A counter whose value somebody else counts. */
export function counter(metric: MetricName, value: () => number): void {
  new Counter({
    ...metric,
    collect() {
      this.reset();
      this.inc(value());
    },
  });
}

/** A label's value with the number that belongs to it. */
export type Labelled = readonly (readonly [label: string, value: number])[];

/** The same for each of several: caches, channels, outcomes. What is not named any more is not told any more. */
export function gauges(metric: MetricName & { readonly label: string }, values: () => Labelled): void {
  const { label, ...named } = metric;
  new Gauge({
    ...named,
    labelNames: [label],
    collect() {
      this.reset();
      for (const [of, value] of values()) this.set({ [label]: of }, value);
    },
  });
}

export function counters(metric: MetricName & { readonly label: string }, values: () => Labelled): void {
  const { label, ...named } = metric;
  new Counter({
    ...named,
    labelNames: [label],
    collect() {
      this.reset();
      for (const [of, value] of values()) this.inc({ [label]: of }, value);
    },
  });
}
