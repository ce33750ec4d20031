import { expect } from 'chai';
import { monthsOf, parseDays, weatherCsv } from '../../../src/jobs/report/parse.ts';
import { resample } from '../../../src/jobs/report/resample.ts';

describe('a pass over the data set', () => {
  const months = monthsOf(parseDays(weatherCsv()));

  it('sees the first time what was observed', () => {
    expect(resample(months, 0)).to.equal(months);
  });

  it('puts each month where that month of another year may stand', () => {
    for (let pass = 1; pass <= 200; pass++) {
      const drawn = resample(months, pass);
      expect(drawn.map((month) => month.name.slice(5))).to.deep.equal(
        months.map((month) => month.name.slice(5)),
      );
    }
  });

  it('draws the same every time, and differently from any other pass', () => {
    const draws = Array.from({ length: 200 }, (_, pass) =>
      resample(months, pass)
        .map((month) => month.name)
        .join(),
    );
    expect(new Set(draws).size).to.equal(200);
    expect(
      resample(months, 7)
        .map((month) => month.name)
        .join(),
    ).to.equal(draws[7]);
  });

  it('draws every year about as often as any other', () => {
    const counts = new Map<string, number>();
    for (let pass = 1; pass <= 200; pass++) {
      for (const { name } of resample(months, pass)) {
        const year = name.slice(0, 4);
        counts.set(year, (counts.get(year) ?? 0) + 1);
      }
    }
    // 9600 draws; the seeds are fixed, so this cannot fail by chance.
    for (const count of counts.values()) expect(count).to.be.within(2200, 2600);
    expect(counts.size).to.equal(4);
  });

  it('needs whole years', () => {
    expect(() => resample(months.slice(0, 13), 1)).to.throw('Cannot resample 13 months; whole years needed');
  });
});
