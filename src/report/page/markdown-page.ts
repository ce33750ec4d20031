import { escaped } from '../../results/escaped.ts';
import { inMarkdown } from '../table/markdown.ts';
import type { Part } from '../table/table.ts';
import type { Report } from './report.ts';

/** The report as Markdown, with its charts as files: `fileOf` names the one of a chart. */
export function markdownPage(report: Report, fileOf: (id: string) => string): string {
  const { about, question, answer, table, charts, warnings, facts, commands, parts } = report;
  const lines = [
    `*${safe(about)}*`,
    `# ${safe(question)}`,
    ...answer.map(safe),
    ...(table.length > 0 ? [safeParts(table)] : []),
    ...charts.flatMap((chart) => {
      if (chart.kind === 'none') return [`## ${safe(chart.title)}`, `Not drawn. ${safe(chart.why)}`];
      const title = safe(chart.title);
      return [
        `## ${title}`,
        safe(chart.summary),
        `![${title.replace(/[[\]]/g, '')}](${fileOf(chart.id)})`,
        ...(chart.table === undefined
          ? []
          : ['<details><summary>The data of this chart</summary>', safeParts([chart.table]), '</details>']),
      ];
    }),
    '## What was measured where',
    ...warnings.map((text) => `- ${safe(text)}`),
    facts.map(([name, value]) => `- ${safe(name)}: ${safe(value)}`).join('\n'),
    ...commands.flatMap(([what, command]) => [safe(what), `\`\`\`\n${escaped(command)}\n\`\`\``]),
    ...parts.map((part) => markdownPage(part, fileOf)),
  ];
  return `${lines.filter((line) => line !== '').join('\n\n')}\n`;
}

/** Foreign texts must not become tags. */
function safe(text: string): string {
  return escaped(text).replaceAll('<', '&lt;');
}

function safeParts(parts: readonly Part[]): string {
  return inMarkdown(parts).replaceAll('<', '&lt;').trim();
}
