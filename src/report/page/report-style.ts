/** The rules of a report beside those of every page. */
export const REPORT_STYLE = `
.answer{font-size:1.25rem;line-height:1.45;max-width:48rem;text-wrap:pretty}
h2.part{border:0;margin-top:0;padding-top:0}
hr{border:0;border-top:3px solid var(--line);margin:4rem 0 2rem}
section[aria-label]{margin-top:1.75rem}
figure{margin:0 0 3.25rem}
figure h3,.missing h3{max-width:48rem}
.missing{margin:0 0 2rem;padding:.9rem 1.1rem;border:1px dashed var(--rule);border-radius:8px}
.missing p{margin:0}
.summary{color:var(--quiet);font-size:.925rem}
.caption{margin:.9rem 0 .1rem;font-size:.875rem;font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1rem;list-style:none;margin:.4rem 0 .7rem;padding:0;max-width:none;font-size:.875rem}
.legend li{display:inline-flex;align-items:center;gap:.4rem;overflow-wrap:anywhere}
.legend button{display:inline-flex;align-items:center;gap:.4rem;border-color:transparent;padding:.1rem .4rem;margin-left:-.4rem;text-align:left}
.legend button[aria-pressed=true]{border-color:var(--rule);background:var(--raised)}
svg.chart{display:block;max-width:100%;height:auto;overflow:visible}
svg.key{flex:none}
.narrow{display:none}
.faded{opacity:.15}
tr.faded{opacity:.45}
details{margin:.5rem 0 0}
summary{cursor:pointer;color:var(--quiet);font-size:.875rem}
details[open]>summary{margin-bottom:.6rem}
th button{border:0;padding:0;background:none;color:inherit;font-weight:inherit;text-align:inherit}
th[aria-sort=ascending] button::after{content:" ↑"}
th[aria-sort=descending] button::after{content:" ↓"}
dl{margin:0 0 1rem;display:grid;gap:.3rem;max-width:48rem}
dl div{display:grid;grid-template-columns:12rem 1fr;gap:1rem}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
.warnings{margin-bottom:1.2rem}
.command button{flex:none;white-space:nowrap}
.command{display:flex;align-items:center;justify-content:space-between;gap:1rem}
footer{margin-top:4rem;padding-top:1rem;padding-bottom:2rem;font-size:.875rem}
@media screen and (max-width:40rem){.wide{display:none}.narrow{display:block}.answer{font-size:1.1rem}dl div{grid-template-columns:1fr;gap:0}dl div+div{margin-top:.5rem}}
@media print{.command button{display:none}figure{break-inside:avoid;margin-bottom:8mm}.faded{opacity:1}details:not([open]){display:none}}
`;
