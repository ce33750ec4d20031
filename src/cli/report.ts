import { type Command, Option } from 'commander';
import { wholeBetween } from './options.ts';
import type { TracedBlock } from './report-trace.ts';

const FORMATS = ['html', 'markdown', 'svg', 'png'] as const;
export type Format = (typeof FORMATS)[number];

export interface ReportOptions {
  readonly format: Format;
  readonly markdown?: true;
  readonly chart?: string;
  readonly out?: string;
  readonly trace?: TracedBlock;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write what runs found as one HTML file with charts, which needs no network and no server')
    .argument(
      '[runs...]',
      'run folders or result files; latest is the newest live run; the others are compared with the first (default: the newest run)',
    )
    .addOption(
      new Option('--format <format>', 'one page, or charts as files').choices(FORMATS).default('html'),
    )
    .option('--markdown', 'like --format=markdown: a page in Markdown with its charts as files')
    .option('--chart <name>', 'only this chart; with --format=svg or png')
    .option('--out <path>', 'the file or the folder to write (default: in the folder of the first run)')
    .addOption(
      new Option(
        '--trace [block]',
        'instead, write who ran what when in a block (default: 1) as a trace for Perfetto',
      )
        .argParser(wholeBetween(1, 1000))
        .conflicts(['format', 'markdown', 'chart']),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run report
  npm run report -- results/20260101T120000Z-mixed-1a2b3c4d
  npm run report -- latest~1 latest --out=change.html
  npm run report -- latest --format=png --chart=forest
  npm run report -- latest --markdown
  npm run report -- latest --trace

Exit codes: 0 success, 2 usage error, 4 unreadable or unwritable file.`,
    )
    .action(async (paths: readonly string[], options: ReportOptions) => {
      // Charts take a quarter of a second to load: not for a help text.
      const { writeReport } = await import('./write-report.ts');
      process.exitCode = await writeReport(paths, options);
    });
}
