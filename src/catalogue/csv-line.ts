/** The fields of a CSV line (RFC 4180), quoted or not; undefined if a quote is not closed or is inside a field. */
export function fieldsOf(line: string): string[] | undefined {
  return line.includes('"') ? quotedFields(line) : line.split(',');
}

/** A field and the comma after it, if any. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

function quotedFields(line: string): string[] | undefined {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const match = FIELD.exec(line);
    if (match === null) return undefined;
    const [, quoted, plain = '', comma] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (comma === '') return fields;
  }
}
