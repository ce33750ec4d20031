import { defineJob } from 'cluster-scheduling-bench';

/** Renders a text of so many chapters from Markdown to HTML: a few ms each. */
export default defineJob(({ chapters }) => {
  const html = toHtml(book(chapters));
  return { chapters, length: html.length, beginning: html.slice(0, 60) };
});

export function check(params) {
  const { chapters } = params ?? {};
  return Number.isInteger(chapters) && chapters >= 1 && chapters <= 200
    ? undefined
    : 'chapters must be a whole number from 1 to 200';
}

export function sample(draw) {
  return { chapters: draw.integer(2, 12) };
}

function book(chapters) {
  const lines = [];
  for (let chapter = 1; chapter <= chapters; chapter++) {
    lines.push(`# Chapter ${chapter}`, '');
    for (let line = 1; line <= 400; line++)
      lines.push(
        `- item **${line}** of _chapter ${chapter}_, see \`code(${line})\` and [a link](/pages/${line})`,
      );
  }
  return lines.join('\n');
}

function toHtml(markdown) {
  return markdown
    .split('\n')
    .map((line) => block(line))
    .join('\n');
}

function block(line) {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading !== null) return `<h${heading[1].length}>${inline(heading[2])}</h${heading[1].length}>`;
  const item = /^- (.*)$/.exec(line);
  return item === null ? `<p>${inline(line)}</p>` : `<li>${inline(item[1])}</li>`;
}

function inline(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/_([^_]+)_/g, '<em>$1</em>')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
}
