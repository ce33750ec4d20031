import { escaped } from '../../results/escaped.ts';

/** Markup that is safe to put into a page. Only `html` and `trusted` make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may hold. Nothing becomes of `undefined` and `false`. */
export type Piece = Markup | string | number | undefined | false | readonly Piece[];

/** A template whose values are escaped, unless they are markup already. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.map((part, i) => part + markupOf(pieces[i])).join(''));
}

/** Markup made by this program, such as the SVG of a chart. Never for texts of others. */
export function trusted(markup: string): Markup {
  return new Markup(markup);
}

function markupOf(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (Array.isArray(piece)) return piece.map(markupOf).join('');
  return escapedMarkup(String(piece));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted attributes. Invisible characters, which could turn the text around, are shown by their code. */
export function escapedMarkup(text: string): string {
  return escaped(text).replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}
