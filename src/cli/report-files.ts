import { join } from 'node:path';
import { unknownName } from '../catalogue/names.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Chart } from '../report/figures/chart.ts';
import { markdownPage } from '../report/page/markdown-page.ts';
import type { Report } from '../report/page/report.ts';
import { reportPage } from '../report/page/report-page.ts';
import { plainSvg, standaloneSvg } from '../report/page/standalone.ts';
import { makeFolder, writeWhole } from '../results/plain-file.ts';

/** A file that was written. */
export interface Written {
  readonly file: string;
  readonly bytes: number;
}

/** The whole report as one file. */
export async function writePage(report: Report, file: string): Promise<Written[]> {
  return [await write(file, reportPage(report))];
}

/** The report as Markdown and its charts, in one folder. */
export async function writeMarkdown(report: Report, folder: string): Promise<Written[]> {
  const charts = await writeCharts(report, folder, 'svg', undefined);
  return [
    await write(
      join(folder, 'report.md'),
      markdownPage(report, (id) => `${id}.svg`),
    ),
    ...charts,
  ];
}

/** Each chart as a file, or the one that is asked for. */
export async function writeCharts(
  report: Report,
  folder: string,
  format: 'svg' | 'png',
  asked: string | undefined,
): Promise<Written[]> {
  const charts = chosen(report, asked);
  await makeFolder(folder);
  const written: Written[] = [];
  for (const chart of charts) {
    const file = join(folder, `${chart.id}.${format}`);
    written.push(await write(file, await drawn(chart, report, format)));
  }
  return written;
}

function chosen({ charts }: Report, asked: string | undefined): Chart[] {
  const drawable = charts.filter((one) => one.kind === 'chart');
  if (asked === undefined) return drawable;
  const found = charts.find(({ id }) => id === asked);
  if (found?.kind === 'chart') return [found];
  if (found !== undefined) throw new UsageError([`there is no chart ${asked} of this run: ${found.why}`]);
  throw new UsageError([
    unknownName(
      'chart',
      asked,
      drawable.map(({ id }) => id),
    ),
  ]);
}

async function drawn(chart: Chart, { cast }: Report, format: 'svg' | 'png'): Promise<string | Buffer> {
  if (format === 'svg') return standaloneSvg(chart, cast);
  const { pngOf } = await import('../report/page/png.ts');
  return pngOf(plainSvg(chart, cast));
}

async function write(file: string, content: string | Buffer): Promise<Written> {
  await writeWhole(file, content);
  return { file, bytes: Buffer.byteLength(content) };
}
