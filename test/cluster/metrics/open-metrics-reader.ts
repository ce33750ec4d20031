/** A sample as a reader finds it. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Read {
  readonly type: string;
  readonly samples: Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"';
const DESCRIPTION = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.+)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{((?:${LABEL})(?:,${LABEL})*)\\})? (-?[0-9.]+(?:e-?[0-9]+)?)$`);
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  gauge: [''],
  counter: ['_total'],
  info: ['_info'],
  histogram: ['_bucket', '_count', '_sum'],
};

/** Reads the OpenMetrics text format as its specification 1.0 has it, by family. Throws at the first thing that it forbids. */
export function readOpenMetrics(text: string): Map<string, Read> {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== '# EOF') throw new Error('the last line must be # EOF');
  const reader = new Reader();
  for (const line of lines) {
    const [, what, name = '', rest = ''] = DESCRIPTION.exec(line) ?? [];
    if (what === undefined) reader.sample(line);
    else if (what === 'TYPE') reader.family(name, rest);
    else reader.described(what, name, rest);
  }
  for (const read of reader.families.values()) checkFamily(read);
  return reader.families;
}

class Reader {
  readonly families = new Map<string, Read>();
  readonly #seen = new Set<string>();
  #current = '';

  family(name: string, type: string): void {
    if (this.families.has(name)) throw new Error(`${name} is described twice`);
    if (!Object.hasOwn(SUFFIXES, type)) throw new Error(`${name} has no known type: ${type}`);
    this.families.set(name, { type, samples: [] });
    this.#current = name;
  }

  described(what: string, name: string, text: string): void {
    if (name !== this.#current) throw new Error(`${what} of ${name} does not stand below its type`);
    if (what === 'UNIT' && !name.endsWith(`_${text}`)) throw new Error(`${name} does not end with its unit`);
  }

  sample(line: string): void {
    const sample = sampleIn(line);
    const { type, samples } = this.families.get(this.#current) ?? { type: '', samples: [] };
    const names = SUFFIXES[type]?.map((suffix) => `${this.#current}${suffix}`);
    if (names?.includes(sample.name) !== true) throw new Error(`${line} is no sample of ${this.#current}`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (this.#seen.has(key)) throw new Error(`${line} comes twice`);
    this.#seen.add(key);
    samples.push(sample);
  }
}

function checkFamily({ type, samples }: Read): void {
  if (type !== 'gauge' && samples.some(({ value }) => value < 0)) throw new Error('a count below zero');
  if (type === 'histogram') checkHistogram(samples);
}

function sampleIn(line: string): Sample {
  const [, name, pairs = '', value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`not a line of OpenMetrics: ${line}`);
  const labels = [...pairs.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [
    label,
    (text as string).replaceAll(/\\(.)/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped)),
  ]);
  const names = labels.map(([label]) => label);
  if (new Set(names).size < names.length) throw new Error(`a label comes twice: ${line}`);
  return { name, labels: Object.fromEntries(labels), value: Number(value) };
}

/** Its buckets rise in order up to +Inf, which holds as many as the count says. */
function checkHistogram(samples: readonly Sample[]): void {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...others } = sample.labels;
    const key = JSON.stringify(Object.entries(others).sort());
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const own of series.values()) checkSeries(own);
}

function checkSeries(series: readonly Sample[]): void {
  const buckets = series.filter(({ name }) => name.endsWith('_bucket'));
  const bounds = buckets.map(({ labels: { le = '' } }) =>
    le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le),
  );
  const counts = buckets.map(({ value }) => value);
  if (!rise(bounds) || new Set(bounds).size < bounds.length) throw new Error('bounds out of order');
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY) throw new Error('no bucket +Inf');
  if (!rise(counts)) throw new Error('a bucket holds less than the one before');
  const count = series.find(({ name }) => name.endsWith('_count'));
  if (count?.value !== counts.at(-1)) throw new Error('the count is not that of the last bucket');
  if (!series.some(({ name }) => name.endsWith('_sum'))) throw new Error('no sum');
}

function rise(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || (values[i - 1] as number) <= value);
}
