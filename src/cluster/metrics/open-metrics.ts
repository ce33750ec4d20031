import { BOUNDS_SECONDS, type DurationCounts } from './durations.ts';

export type Labels = Readonly<Record<string, string>>;

interface Described {
  /** In the unit that its last word names, if it has one. */
  readonly name: string;
  readonly help: string;
  readonly unit?: 'seconds';
}

/** Samples of one name. Only their labels tell them apart. */
export type Family = Described &
  (
    | {
        readonly type: 'gauge' | 'counter';
        readonly samples: readonly { readonly labels: Labels; readonly value: number }[];
      }
    | {
        readonly type: 'histogram';
        readonly samples: readonly { readonly labels: Labels; readonly durations: DurationCounts }[];
      }
    | { readonly type: 'info'; readonly samples: readonly { readonly labels: Labels }[] }
  );

export const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** Text in the OpenMetrics format, version 1.0. */
export function openMetrics(families: readonly Family[]): string {
  return `${families.flatMap(linesOf).join('\n')}\n# EOF\n`;
}

function linesOf(family: Family): string[] {
  const { name, type, unit, help } = family;
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samplesOf(family),
  ];
}

function samplesOf(family: Family): string[] {
  const { name } = family;
  switch (family.type) {
    case 'gauge':
      return family.samples.map(({ labels, value }) => sample(name, labels, value));
    case 'counter':
      return family.samples.map(({ labels, value }) => sample(`${name}_total`, labels, value));
    case 'info':
      return family.samples.map(({ labels }) => sample(`${name}_info`, labels, 1));
    case 'histogram':
      return family.samples.flatMap(({ labels, durations }) => buckets(name, labels, durations));
  }
}

/** Each bucket counts those before it too. */
function buckets(name: string, labels: Labels, { counts, sumMs }: DurationCounts): string[] {
  let upTo = 0;
  const lines = counts.map((count, i) => {
    upTo += count;
    const bound = BOUNDS_SECONDS[i];
    return sample(`${name}_bucket`, { ...labels, le: bound === undefined ? '+Inf' : asFloat(bound) }, upTo);
  });
  return [
    ...lines,
    sample(`${name}_count`, labels, upTo),
    sample(`${name}_sum`, labels, Math.round(sumMs * 1000) / 1e6),
  ];
}

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

/** A bound is a label, so two ways to write one number would be two bounds. */
function asFloat(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
