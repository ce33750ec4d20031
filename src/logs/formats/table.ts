import { type Emit, type Format, LogLine, type ReadLine, type Verdict } from './log-line.ts';

/** A value of the row by the name of its column; empty if there is none. */
export type ValueOf = (column: string) => string;
type ReadRow = (value: ValueOf, line: LogLine, emit: Emit) => Verdict;

/** A format whose first line names the columns, these among them. */
export function tableFormat(
  format: Omit<Format, 'lines'>,
  required: readonly string[],
  read: ReadRow,
): Format {
  return {
    ...format,
    lines: (): ReadLine => {
      const line = new LogLine();
      let columns: ReadonlyMap<string, number> | undefined;
      let separator = ',';
      let row: readonly string[] = [];
      const value: ValueOf = (column) => row[columns?.get(column) ?? -1] ?? '';
      return (text, emit) => {
        if (columns === undefined) {
          separator = [',', '\t', ';'].find((one) => text.includes(one)) ?? ',';
          const names = fieldsOf(text, separator).map((name) => name.trim());
          if (!required.every((name) => names.includes(name))) return 'another form';
          columns = new Map(names.map((name, i) => [name, i]));
          return 'other line';
        }
        row = fieldsOf(text, separator);
        if (row.length < required.length) return 'another form';
        return read(value, line.clear(), emit);
      };
    },
  };
}

/** A field and what separates it from the next; a quote that is never closed reaches to the end. */
const FIELD: Readonly<Record<string, RegExp>> = {
  ',': /(?:"((?:[^"]|"")*)"?|([^,]*))(,|$)/y,
  ';': /(?:"((?:[^"]|"")*)"?|([^;]*))(;|$)/y,
  '\t': /(?:"((?:[^"]|"")*)"?|([^\t]*))(\t|$)/y,
};

/** Fields by that separator, quoted or not. */
export function fieldsOf(text: string, separator: string): string[] {
  const expression = FIELD[separator];
  if (expression === undefined || !text.includes('"')) return text.split(separator);
  const fields: string[] = [];
  expression.lastIndex = 0;
  for (;;) {
    const match = expression.exec(text);
    if (match === null) return fields;
    const [, quoted, plain = '', end] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') return fields;
  }
}
