import { readFile } from 'node:fs/promises';
import type { Inspection } from './inspection.ts';
import type { Issue } from './inspection-messages.ts';
import { lineInStack } from './place-in-stack.ts';
import type { PlugIn } from './plug-in.ts';
import { syntaxLine } from './syntax-line.ts';

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
  const found = (await foundBy(plugIn, inspection, source)).map(({ line, message }) => ({
    at: line === undefined ? plugIn.place : `${plugIn.place}:${line}`,
    message,
  }));
  const told = new Set(found.map(({ at }) => at));
  const compiler = plugIn.mistakes.filter((mistake) => !told.has(mistake.slice(0, mistake.indexOf(': '))));
  return [...found.map(({ at, message }) => `${at}: ${message}`), ...compiler];
}

async function foundBy(plugIn: PlugIn, inspection: Inspection, source: string): Promise<Found[]> {
  if ('issues' in inspection) return inspection.issues.map((issue) => ofField(source, issue));
  if ('thrown' in inspection) return [await ofThrown(source, plugIn, inspection)];
  if ('ended' in inspection)
    return [{ line: undefined, message: `${WHILE[inspection.while]} ${inspection.ended}` }];
  return [];
}

/** What a file that ends its process, or blocks it, was doing. */
const WHILE = { loading: 'loading it', trying: 'its setup, sample or check' } as const;

/** Where the stack does not tell, the line of the function that threw. */
async function ofThrown(
  source: string,
  plugIn: PlugIn,
  { thrown, stack, field }: Extract<Inspection, { readonly thrown: string }>,
): Promise<Found> {
  const inStack = lineInStack(stack, plugIn.source);
  if (field === undefined) {
    const cannotRead = inStack === undefined && stack.startsWith('SyntaxError');
    return { line: cannotRead ? await syntaxLine(plugIn.source) : inStack, message: thrown };
  }
  return { line: inStack ?? lineOf(source, [field]), message: `${field}: ${thrown}` };
}

function ofField(source: string, { path, message }: Issue): Found {
  const field = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  return { line: lineOf(source, path), message: `${field}${message}` };
}

/**
 * The line where the field of that path begins: each part is looked for after the one before it, the first among the
 * exports or within the default one.
 */
export function lineOf(source: string, path: Issue['path']): number {
  const exported = exportOf(source, path[0]);
  let position = Math.max(0, exported < 0 ? source.indexOf('export default') : exported);
  for (const part of exported < 0 ? path : path.slice(1)) {
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

/** Where something of that name is exported; −1 if it is not. */
function exportOf(source: string, name: string | number | undefined): number {
  if (typeof name !== 'string' || !/^\w+$/.test(name)) return -1;
  return source.search(
    new RegExp(`^export\\s+(?:async\\s+)?(?:const|let|var|function\\*?)\\s+${name}\\b`, 'm'),
  );
}
