import { html } from '../../report/html/markup.ts';
import { documentOf, policyOf } from '../../report/html/page.ts';
import { STYLE } from '../../report/html/style.ts';
import { WATCH_CHARTS } from './watch-charts.ts';
import { WATCH_SCRIPT } from './watch-script.ts';
import { WATCH_STYLE } from './watch-style.ts';

/** Relative, as the page's script names it too. */
export const EVENTS_PATH = '/events';

const SCRIPT = `'use strict';\n${WATCH_CHARTS}${WATCH_SCRIPT}`;

/** The page, the same for every run: all that it shows comes as events. */
export function watchDocument(): { readonly text: string; readonly policy: string } {
  const page = { title: 'Live', body: BODY, style: WATCH_STYLE, script: SCRIPT, connects: true };
  const policy = `${policyOf(`${STYLE}${WATCH_STYLE}`, page)}; frame-ancestors 'none'`;
  return { text: documentOf(page), policy };
}

const BODY = html`<header>
<p class="eyebrow"><span id="light"></span><span id="connection" role="status">connecting</span></p>
<h1 id="title">Live</h1>
<p id="what"></p>
<p class="bar"><progress id="share" max="1" aria-label="Share of the run that is done"></progress> <span id="left" class="quiet"></span></p>
<p id="over" role="status" hidden></p>
<noscript><p>This page follows a run by JavaScript, which is switched off here. The command prints its result at the end either way.</p></noscript>
</header>
<main>
<section aria-labelledby="times">
<h2 id="times">Response times as they come</h2>
<figure><svg id="heat" role="img" aria-labelledby="heat-says"></svg>
<figcaption id="heat-says" class="quiet">No answers yet.</figcaption></figure>
</section>
<section aria-labelledby="queue">
<h2 id="queue">Queue and workers</h2>
<figure><svg id="levels" role="img" aria-labelledby="levels-says"></svg>
<figcaption id="levels-says" class="quiet">Nobody has said yet.</figcaption></figure>
<ul class="keys"><li class="waiting">jobs waiting</li><li class="running">jobs at workers</li><li class="busy">busy workers</li><li id="key-flight" class="flight">requests unanswered</li><li class="fault">fault</li></ul>
</section>
<section aria-labelledby="rows">
<h2 id="rows">So far</h2>
<p id="pick" hidden><label>Requests <select id="groups"></select></label></p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="rows"><table>
<thead><tr><th id="name" scope="col">Name</th><th scope="col" class="number">good</th><th scope="col" class="number">others</th><th scope="col" class="number">p50 ms</th><th scope="col" class="number">p95 ms</th><th scope="col" class="number">p99 ms</th></tr></thead>
<tbody id="table"></tbody>
</table></div>
<p id="note" class="quiet">Good answers and other requests, without the warm-up. A percentile with too few answers is left out. The result at the end says which differences are real.</p>
</section>
<section aria-labelledby="said">
<h2 id="said">Log</h2>
<ol id="lines"></ol>
</section>
</main>
<footer><p class="quiet">A browser on the machine that is measured takes processor time. A hidden tab draws nothing.</p></footer>
`;
