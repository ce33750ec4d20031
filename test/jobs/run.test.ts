import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import type { ReportParameters } from '../../src/contract/scenario.ts';
import { MAX_DATASIZE, MAX_HEADER, MAX_PAGE_COUNT, MAX_TIMED_JOB_MS } from '../../src/jobs/limits.ts';
import { runJob } from '../../src/jobs/run.ts';
import type { WorkResult } from '../../src/jobs/work.ts';

type Report = 'report-a' | 'report-b';

/** The article's request. */
const ARTICLE: ReportParameters = { header: 2, datasize: 20, pageCount: 20 };

const GOLDEN_DIGESTS: Readonly<Record<Report, string>> = {
  'report-a': 'c0d476d8dc7bf86f306739f25520829cc1e97ded0c4a95d887c0a29f1d738ed2',
  'report-b': '3624d6c5565519309de80061660d5fe1ba6ef559ac7617f69d6f1db2a1210a77',
};

const REPORTS: readonly Report[] = ['report-a', 'report-b'];

function report(runs: Report, parameters: ReportParameters): WorkResult {
  return runJob({ runs, parameters }) as WorkResult;
}

/** Quick to run where nothing is warm yet. */
const SMALL: ReportParameters = { header: 2, datasize: 3, pageCount: 3 };

function smallReportInFreshProcess(runs: Report): WorkResult {
  const run = new URL('../../src/jobs/run.js', import.meta.url).href;
  const work = JSON.stringify({ runs, parameters: SMALL });
  const script = `import { runJob } from '${run}'; process.stdout.write(JSON.stringify(runJob(${work})));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  );
}

describe('running a job', () => {
  it('gives no result for a timed job', () => {
    expect(runJob({ runs: 'sleep', sizeMs: 1 })).to.equal(undefined);
    expect(runJob({ runs: 'spin', sizeMs: 1 })).to.equal(undefined);
  });

  for (const runs of REPORTS) {
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
      it(`${runs} refuses ${parameter} ${value} and says what is allowed`, () => {
        const parameters = { ...ARTICLE, [parameter]: value };
        expect(() => runJob({ runs, parameters })).to.throw(
          `Cannot run ${runs}: ${parameter} is ${value}; it must be a whole number from ${range}`,
        );
      });
    }
  }

  it('refuses a timed job of a length that is negative, too long or no number', () => {
    for (const runs of ['sleep', 'spin'] as const) {
      for (const sizeMs of [-0.1, MAX_TIMED_JOB_MS + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => runJob({ runs, sizeMs })).to.throw(
          `Cannot run ${runs}: sizeMs is ${sizeMs}; it must be a number from 0 to 60000`,
        );
      }
    }
  });

  it('names everything that is wrong at once', () => {
    const parameters = { header: 99, datasize: 0, pageCount: 20 };
    expect(() => runJob({ runs: 'report-a', parameters })).to.throw(/header is 99.*; datasize is 0/);
  });
});
