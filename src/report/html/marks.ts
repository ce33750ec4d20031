/** How a strategy looks in every chart: by colour, and without colours by dashes and symbol. */
export interface Mark {
  /** A colour of the page's theme, for light and dark. */
  readonly colour: string;
  /** As in SVG's `stroke-dasharray`; undefined for a line without gaps. */
  readonly dash: string | undefined;
  readonly symbol: (typeof SYMBOLS)[number];
}

const SYMBOLS = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star', 'wye', 'hexagon'] as const;
const DASHES = [undefined, '7 3', '2 3', '9 3 2 3', '4 2', '1 2', '12 3', '6 2 1 2 1 2'] as const;
/** Told apart by people who see red and green alike, and three times as bright or dark as the page. */
const LIGHT = [
  '#0b62b8',
  '#c8500a',
  '#0f7f5c',
  '#a63a92',
  '#8a6500',
  '#2389ab',
  '#5b5f66',
  '#8c1d40',
] as const;
const DARK = [
  '#6db3ff',
  '#ff9457',
  '#3fc99a',
  '#ee8fdb',
  '#e2b93b',
  '#6fd6ee',
  '#b3b8c0',
  '#ff8fa8',
] as const;

/** Of the strategy at this place in its run. With more strategies than colours, dashes and symbols still differ. */
export function markAt(place: number): Mark {
  const round = Math.floor(place / LIGHT.length);
  return {
    colour: `var(--s${place % LIGHT.length})`,
    dash: DASHES[(place + round) % DASHES.length],
    symbol: SYMBOLS[(place + round) % SYMBOLS.length] as Mark['symbol'],
  };
}

/** The colours as custom properties of CSS. */
export function coloursOf(theme: 'light' | 'dark'): string {
  return (theme === 'light' ? LIGHT : DARK).map((colour, i) => `--s${i}:${colour};`).join('');
}
