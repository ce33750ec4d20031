import { readFile } from 'node:fs/promises';
import type { Inspection } from './inspection.ts';
import type { Issue } from './inspection-messages.ts';
import { lineInStack } from './place-in-stack.ts';
import type { PlugIn } from './plug-in.ts';

/** A mistake in a drop-in file, with the line of its field. */
interface Found {
  readonly line: number | undefined;
  readonly message: string;
}

/**
 * All mistakes in a file, a line each: those found by loading it (with the better messages), and those that the compiler
 * found on other lines.
 */
export async function mistakesOf(plugIn: PlugIn, inspection: Inspection): Promise<string[]> {
  const source = await readFile(plugIn.source, 'utf8').catch(() => '');
  const found = foundBy(plugIn, inspection, source).map(({ line, message }) => ({
    at: line === undefined ? plugIn.place : `${plugIn.place}:${line}`,
    message,
  }));
  const told = new Set(found.map(({ at }) => at));
  const compiler = plugIn.mistakes.filter((mistake) => !told.has(mistake.slice(0, mistake.indexOf(': '))));
  return [...found.map(({ at, message }) => `${at}: ${message}`), ...compiler];
}

function foundBy(plugIn: PlugIn, inspection: Inspection, source: string): Found[] {
  if ('issues' in inspection) return inspection.issues.map((issue) => ofField(source, issue));
  if ('thrown' in inspection)
    return [{ line: lineInStack(inspection.stack, plugIn.source), message: inspection.thrown }];
  if ('ended' in inspection) return [{ line: undefined, message: `loading it ${inspection.ended}` }];
  return [];
}

function ofField(source: string, { path, message }: Issue): Found {
  const field = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  return { line: lineOf(source, path), message: `${field}${message}` };
}

/** The line where the field of that path begins. Each part is searched for after the one before it. */
export function lineOf(source: string, path: Issue['path']): number {
  let position = Math.max(0, source.indexOf('export default'));
  for (const part of path) {
    if (typeof part !== 'string') continue;
    const name = part.replace(/[^\w-]/g, '');
    const found = source
      .slice(position)
      .search(new RegExp(`(?<=(?:^|[{,])\\s*)['"]?${name}['"]?\\s*[:,(}]`, 'm'));
    if (found < 0) break;
    position += found;
  }
  return source.slice(0, position).split('\n').length;
}
