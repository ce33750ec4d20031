/** The fields of a line of CSV (RFC 4180), quoted or not; undefined where a quote is not closed or stands within a field. */
export function fieldsOf(line: string): string[] | undefined {
  return line.includes('"') ? quotedFields(line) : line.split(',');
}

/** A field and the comma behind it, if there is one. */
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
