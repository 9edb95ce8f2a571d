// A run as bars over time, which grow while it is at work.

import {get} from './api.js';
import {el, show} from './dom.js';
import {rowsOf} from './rows.js';
import {duration, hasEnded, time} from './words.js';

const PACE = 1000;

export function timeline(report, at) {
  const place = el('div', {}, el('h3', {}, 'When'));
  follow(report, at, (rows) => show(place, drawn(rows))).catch((failure) => {
    if (!at.signal.aborted) {
      place.append(el('p', {class: 'wrong'}, `Lost sight of it: ${failure.message}`));
    }
  });
  return place;
}

async function follow(first, at, draw) {
  const path = `/runs/${encodeURIComponent(first.run.id)}`;
  const told = {events: [], after: 0};
  for (let report = first; ; report = await get(path, {}, at.signal)) {
    await readOn(path, told, at);
    draw(rowsOf(report, told.events, Date.now()));
    const {status} = report.run.progress;
    if (hasEnded(status) || status === 'requires_action') {
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, PACE); });
  }
}

async function readOn(path, told, at) {
  for (let more = true; more;) {
    const page = await get(`${path}/events`, {after: told.after}, at.signal);
    told.events.push(...page.events);
    told.after = page.last;
    more = page.more;
  }
}

export function drawn(rows) {
  const begin = Math.min(...rows.map((row) => row.from));
  const end = Math.max(...rows.map((row) => row.to));
  const whole = Math.max(1, end - begin);
  return [el('h3', {}, 'When'), el('p', {class: 'under'}, `${time(begin)}, ${duration(end - begin)} in all`),
    el('ol', {class: 'timeline'}, rows.map((row) => el('li', {class: row.kind},
      el('span', {class: 'what'}, row.name, row.more && el('span', {class: 'thin'}, ` ${row.more}`)),
      el('span', {class: 'track', 'aria-hidden': 'true'}, bar(row, begin, whole)),
      el('span', {class: 'much'}, row.open ? 'goes on' : duration(row.to - row.from)))))];
}

function bar(row, begin, whole) {
  const piece = el('span', {class: 'piece'});
  piece.style.marginInlineStart = `${(100 * (row.from - begin)) / whole}%`;
  piece.style.inlineSize = `max(3px, ${(100 * (row.to - row.from)) / whole}%)`;
  return piece;
}
