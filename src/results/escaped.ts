/** Control and format characters, C1 and bidirectional ones included, and the two separators that end a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text as one line, safe for a terminal: invisible characters are escaped as in JSON, such as `\u001b`. */
export function escaped(text: string): string {
  return text.replace(UNSEEN, (char) =>
    Array.from(
      { length: char.length },
      (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
