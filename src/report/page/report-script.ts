/**
 * What a report can do beyond being read: show one strategy alone, sort a table, copy a command. As text, because it runs in
 * a browser, whose types this project does not have.
 */
export const REPORT_SCRIPT = `'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
let alone;
const show = (place) => {
  alone = alone === place ? undefined : place;
  for (const one of all('svg [class^="of-"]'))
    one.classList.toggle('faded', alone !== undefined && !one.classList.contains('of-' + alone));
  for (const row of all('tr[data-of]')) row.classList.toggle('faded', alone !== undefined && row.dataset.of !== alone);
  for (const button of all('.legend button')) button.setAttribute('aria-pressed', button.dataset.of === alone);
};
for (const item of all('.legend li[data-of]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.of = item.dataset.of;
  button.setAttribute('aria-pressed', 'false');
  button.title = 'Show it alone';
  button.append(...item.childNodes);
  button.addEventListener('click', () => show(button.dataset.of));
  item.append(button);
}
const numberIn = (text) => {
  const found = /[-−+]?\\d[\\d.]*/.exec(text);
  return found ? Number(found[0].replace('−', '-')) : undefined;
};
const compare = (a, b) => {
  const [x, y] = [numberIn(a), numberIn(b)];
  if (x === undefined || y === undefined) return x === y ? a.localeCompare(b) : x === undefined ? 1 : -1;
  return x - y;
};
const sort = (table, head, at) => {
  const down = head.getAttribute('aria-sort') === 'ascending';
  const isText = !head.classList.contains('number');
  const textOf = (row) => row.children[at].textContent;
  const rows = [...table.tBodies[0].rows].sort((a, b) =>
    isText ? textOf(a).localeCompare(textOf(b)) : compare(textOf(a), textOf(b)));
  for (const other of all('th[aria-sort]', table)) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  table.tBodies[0].append(...(down ? rows.reverse() : rows));
};
for (const table of all('table')) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 2 || rows.some((row) => row.children[0].textContent === '')) continue;
  all('thead tr:last-child th', table).forEach((head, at) => {
    if (head.textContent === '') return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', () => sort(table, head, at));
    head.replaceChildren(button);
  });
}
for (const command of all('.command')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    const range = document.createRange();
    range.selectNodeContents(command.querySelector('code'));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try {
      await navigator.clipboard.writeText(command.querySelector('code').textContent);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Selected: press Ctrl+C';
    }
  });
  command.append(button);
}
`;
