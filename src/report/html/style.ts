import { coloursOf } from './marks.ts';

/** Custom properties of both themes; charts name them too. */
export const THEME = {
  light: `--page:#fdfdfc;--raised:#f4f4f1;--ink:#1c1e22;--quiet:#5c6068;--line:#dcdcd6;--rule:#c4c4bd;--good:#0a6b48;--bad:#a8281e;--link:#0b5cad;--t0:#c3ccd6;--t1:#93a2b2;--t2:#627284;--t3:#36424f;${coloursOf('light')}`,
  dark: `--page:#16181b;--raised:#1f2226;--ink:#e8e8e4;--quiet:#a3a8b0;--line:#33373d;--rule:#4b5058;--good:#57d3a0;--bad:#ff9184;--link:#7fbcff;--t0:#46525f;--t1:#6d7f92;--t2:#a0b0c0;--t3:#d8e1ea;${coloursOf('dark')}`,
} as const;

/** The look of every page. No page has style attributes. */
export const STYLE = `
:root{color-scheme:light dark;${THEME.light}}
@media (prefers-color-scheme:dark){:root{${THEME.dark}}}
@media print{:root{color-scheme:light;${THEME.light}--page:#fff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:64rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3{line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:1.75rem;font-weight:650;letter-spacing:-.015em;margin:0 0 .5rem}
h2{font-size:1.3rem;font-weight:650;letter-spacing:-.01em;margin:3.5rem 0 1rem;padding-top:1.25rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;font-weight:650;margin:0 0 .35rem}
p{margin:0 0 .75rem;max-width:44rem;overflow-wrap:anywhere}
ul{margin:0 0 .75rem;padding-left:1.2rem;max-width:44rem}
a{color:var(--link)}
small,.quiet{color:var(--quiet)}
.eyebrow{margin:2.5rem 0 .4rem;color:var(--quiet);font-size:.875rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
tr.groups td{border-bottom:0}
pre{margin:0 0 .75rem;padding:.7rem .9rem;background:var(--raised);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
button{font:inherit;font-size:.875rem;color:var(--ink);background:var(--page);border:1px solid var(--rule);border-radius:6px;padding:.2rem .6rem;cursor:pointer}
button:hover{background:var(--raised)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.scroll{overflow-x:auto;margin:0 0 .75rem}
table{border-collapse:collapse;font-size:.9rem;line-height:1.35}
th,td{padding:.4rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child,td:first-child{padding-left:0}
td.long,th.long{white-space:normal;overflow-wrap:anywhere;min-width:12rem;max-width:26rem}
thead th{color:var(--quiet);font-weight:500;vertical-align:bottom;border-bottom-color:var(--rule)}
thead tr.groups th{border-bottom:0;padding-bottom:0;color:var(--ink)}
tbody th{font-weight:600}
tbody th:first-child,thead th:first-child{position:sticky;left:0;background:var(--page)}
td.number,th.number{text-align:right}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:600}
@media (max-width:40rem){main,header,footer{padding:0 1rem}h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2.5rem}}
@media print{@page{size:A4;margin:14mm}body{font-size:10pt}main,header,footer{max-width:none;padding:0}h2{margin-top:1.5rem}button{border:0;padding:0}.scroll{overflow:visible}table{font-size:8pt}th,td{padding:.25rem .45rem}h2,h3{break-after:avoid}tr,svg{break-inside:avoid}}
`;
