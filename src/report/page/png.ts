import { Resvg } from '@resvg/resvg-js';

/** Twice as many pixels as the SVG's, for sharp screens. */
const SCALE = 2;

/** An SVG without custom properties as PNG, with the fonts of this machine. */
export function pngOf(svg: string): Buffer {
  return new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  })
    .render()
    .asPng();
}
