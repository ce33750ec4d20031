/** The article's request parameters. */
export interface ReportParameters {
  /** Lines of heading on every page. */
  readonly header: number;
  /** Passes over the data set. */
  readonly datasize: number;
  /** Pages to render. */
  readonly pageCount: number;
}

/** Whole numbers, both ends included. */
export const REPORT_RANGES: Readonly<Record<keyof ReportParameters, readonly [min: number, max: number]>> = {
  header: [0, 10],
  datasize: [1, 200],
  pageCount: [1, 500],
};

/** What is wrong with parameters of a report, in one sentence; undefined if nothing is. */
export function checkReport(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return 'must be { header, datasize, pageCount }';
  const given = params as Readonly<Record<string, unknown>>;
  const faults = Object.keys(given)
    .filter((name) => !Object.hasOwn(REPORT_RANGES, name))
    .map((name) => `there is no parameter ${JSON.stringify(name.slice(0, 40))}`);
  for (const [name, [min, max]] of Object.entries(REPORT_RANGES)) {
    const value = given[name];
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      faults.push(`${name} is ${value}; it must be a whole number from ${min} to ${max}`);
  }
  return faults.length === 0 ? undefined : faults.join('; ');
}
