import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import reportA from '../../../jobs/report-a.ts';
import reportB from '../../../jobs/report-b.ts';
import type { JobContext } from '../../../src/contract/define-job.ts';
import { checkReport, REPORT_RANGES, type ReportParameters } from '../../../src/jobs/report/parameters.ts';
import type { Published } from '../../../src/jobs/report/publish.ts';

type Report = 'report-a' | 'report-b';

/** The article's request. */
const ARTICLE: ReportParameters = { header: 2, datasize: 20, pageCount: 20 };
const [, MAX_HEADER] = REPORT_RANGES.header;
const [, MAX_DATASIZE] = REPORT_RANGES.datasize;
const [, MAX_PAGE_COUNT] = REPORT_RANGES.pageCount;

const GOLDEN_DIGESTS: Readonly<Record<Report, string>> = {
  'report-a': 'c0d476d8dc7bf86f306739f25520829cc1e97ded0c4a95d887c0a29f1d738ed2',
  'report-b': '3624d6c5565519309de80061660d5fe1ba6ef559ac7617f69d6f1db2a1210a77',
};

const RUN = { 'report-a': reportA, 'report-b': reportB };

function report(runs: Report, parameters: ReportParameters): Published {
  return RUN[runs](parameters, {} as JobContext) as Published;
}

/** Quick to run where nothing is warm yet. */
const SMALL: ReportParameters = { header: 2, datasize: 3, pageCount: 3 };

function smallReportInFreshProcess(runs: Report): Published {
  const module = new URL(`../../../jobs/${runs}.js`, import.meta.url).href;
  const script = `import run from '${module}'; process.stdout.write(JSON.stringify(run(${JSON.stringify(SMALL)})));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  );
}

describe('running a report', () => {
  for (const runs of ['report-a', 'report-b'] as const) {
    it(`${runs} of the article's parameters has the digest it always had`, () => {
      const result = report(runs, ARTICLE);
      expect(result.digest).to.equal(GOLDEN_DIGESTS[runs]);
      expect(result.bytes).to.be.greaterThan(5_000).and.below(50_000);
    });

    it(`${runs} comes out the same run after run and in every process`, () => {
      const results = [
        report(runs, SMALL),
        report(runs, SMALL),
        smallReportInFreshProcess(runs),
        smallReportInFreshProcess(runs),
      ];
      for (const result of results) expect(result).to.deep.equal(results[0]);
    });

    it(`${runs} differs with each of its parameters`, () => {
      const base: ReportParameters = { header: 1, datasize: 2, pageCount: 2 };
      const variants = [
        base,
        { ...base, header: 0 },
        { ...base, header: 2 },
        { ...base, datasize: 1 },
        { ...base, datasize: 3 },
        { ...base, pageCount: 1 },
        { ...base, pageCount: 3 },
      ];
      const digests = variants.map((parameters) => report(runs, parameters).digest);
      expect(new Set(digests).size).to.equal(variants.length);
    });

    it(`${runs} grows with heading lines and pages`, () => {
      const small = report(runs, { header: 0, datasize: 1, pageCount: 2 });
      expect(report(runs, { header: 10, datasize: 1, pageCount: 2 }).bytes).to.be.greaterThan(small.bytes);
      expect(report(runs, { header: 0, datasize: 1, pageCount: 4 }).bytes).to.be.greaterThan(small.bytes);
    });

    it(`${runs} runs at either end of each range`, () => {
      const least: ReportParameters = { header: 0, datasize: 1, pageCount: 1 };
      const { bytes } = report(runs, least);
      expect(bytes).to.be.greaterThan(0);
      expect(report(runs, { ...least, header: MAX_HEADER }).bytes).to.be.greaterThan(bytes);
      expect(report(runs, { ...least, datasize: MAX_DATASIZE }).bytes).to.be.greaterThan(bytes);
      expect(report(runs, { ...least, pageCount: MAX_PAGE_COUNT }).bytes).to.be.greaterThan(20 * bytes);
    });
  }

  const outside: [parameter: keyof ReportParameters, value: number, range: string][] = [
    ['header', -1, '0 to 10'],
    ['header', 11, '0 to 10'],
    ['header', 1.5, '0 to 10'],
    ['datasize', 0, '1 to 200'],
    ['datasize', 201, '1 to 200'],
    ['datasize', Number.NaN, '1 to 200'],
    ['pageCount', 0, '1 to 500'],
    ['pageCount', 501, '1 to 500'],
    ['pageCount', Number.POSITIVE_INFINITY, '1 to 500'],
  ];
  for (const [parameter, value, range] of outside) {
    it(`is refused for ${parameter} ${value}, with what is allowed`, () => {
      expect(checkReport({ ...ARTICLE, [parameter]: value })).to.equal(
        `${parameter} is ${value}; it must be a whole number from ${range}`,
      );
    });
  }

  it('is not refused for the parameters of the article', () => {
    expect(checkReport(ARTICLE)).to.equal(undefined);
  });

  it('is refused with everything that is wrong at once', () => {
    expect(checkReport({ header: 99, datasize: 0, pageCount: 20, page: 1 })).to.match(
      /no parameter "page".*header is 99.*; datasize is 0/,
    );
  });
});
