import { markAt } from '../../report/html/marks.ts';

/** As many as there are colours; further strategies begin anew. */
export const PLACES = 8;

const places = Array.from({ length: PLACES }, (_, place) => {
  const { colour } = markAt(place);
  return `.p${place}{fill:${colour};background:${colour}}`;
}).join('');

export const WATCH_STYLE = `
[hidden]{display:none!important}
header{padding-top:1rem}
.eyebrow{display:flex;align-items:center;gap:.5rem}
#light{width:.6rem;height:.6rem;border-radius:50%;background:var(--quiet)}
.live #light{background:var(--good)}
.lost #light{background:var(--bad)}
.bar{display:flex;align-items:center;gap:.75rem}
progress{flex:1;max-width:24rem;height:.6rem;accent-color:var(--link)}
#what{min-height:1.55em}
#over{padding:.7rem .9rem;background:var(--raised);border:1px solid var(--line);border-radius:6px}
h2{margin-top:2rem}
figure{margin:0}
figcaption{margin-top:.5rem;max-width:44rem}
footer{margin-top:3rem;padding-bottom:1rem}
figure svg{display:block;width:100%;overflow:visible}
svg text{fill:var(--quiet);font-size:12px}
svg .grid{stroke:var(--line)}
svg .begin{stroke:var(--rule)}
svg .fault{fill:var(--bad)}
svg .waiting{fill:var(--quiet);fill-opacity:.3;stroke:var(--quiet);stroke-width:1}
svg .running{fill:none;stroke:var(--ink);stroke-width:1.5}
svg .busy{fill:none;stroke:var(--link);stroke-width:1.5}
svg .flight{fill:none;stroke:var(--quiet);stroke-dasharray:2 3}
.l0{fill-opacity:.2}.l1{fill-opacity:.4}.l2{fill-opacity:.65}.l3{fill-opacity:1}
${places}
.keys{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.5rem 0 0;font-size:.875rem;color:var(--quiet)}
.keys li::before{content:"";display:inline-block;width:1.25rem;margin-right:.4rem;vertical-align:middle;border-top:2px solid var(--ink)}
.keys .waiting::before{border-top:.6rem solid color-mix(in srgb,var(--quiet) 45%,transparent)}
.keys .busy::before{border-color:var(--link)}
.keys .flight::before{border-top:2px dotted var(--quiet)}
.keys .fault::before{width:0;border:5px solid transparent;border-top:.6rem solid var(--bad);border-bottom:0}
.swatch{display:inline-block;width:.7rem;height:.7rem;border-radius:2px;margin-right:.5rem}
tr.now th{text-decoration:underline;text-underline-offset:.2em}
tbody th{white-space:normal;overflow-wrap:anywhere;min-width:9rem;max-width:22rem}
select{font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--rule);border-radius:6px;padding:.15rem .4rem;max-width:100%}
@media (max-width:40rem){th,td{padding:.4rem .45rem}tbody th{min-width:6rem}}
#lines{list-style:none;margin:0;padding:0;max-height:22rem;overflow-y:auto;font-size:.9rem}
#lines li{display:flex;gap:.75rem;padding:.2rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
#lines:empty::before{content:"Nothing yet.";color:var(--quiet)}
#lines time{flex:none;color:var(--quiet);min-width:3.5rem}
#lines span{min-width:0}
`;
