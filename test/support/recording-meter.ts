import type { Meter } from '../../src/metrics/catalogue.ts';

/** A meter that remembers what it was told: `tocsin_passes_total done`. */
export function recordingMeter() {
  const told: string[] = [];
  const line = (name: string, labels: object, value?: number): void =>
    void told.push(
      [name, ...Object.values(labels), ...(value === undefined ? [] : [value])].join(' '),
    );
  const meter: Meter = {
    count: (name, labels) => line(name, labels),
    observe: (name, labels, value) => line(name, labels, value),
  };
  return Object.assign(meter, { told });
}
