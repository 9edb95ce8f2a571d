// A run as bars over time: its wait, its model calls, and the tools between them.

import {el} from './dom.js';
import {duration, hasEnded, time} from './words.js';

export function timeline(report) {
  const rows = rowsOf(report);
  const begin = Math.min(...rows.map((row) => row.from));
  const end = Math.max(...rows.map((row) => row.to));
  const whole = Math.max(1, end - begin);
  return el('div', {}, el('h3', {}, 'When'), el('p', {class: 'under'}, `${time(begin)}, ${duration(end - begin)} in all`),
    el('ol', {class: 'timeline'}, rows.map((row) => el('li', {class: row.kind},
      el('span', {class: 'what'}, row.name, row.more && el('span', {class: 'thin'}, ` ${row.more}`)),
      el('span', {class: 'track', 'aria-hidden': 'true'}, bar(row, begin, whole)),
      el('span', {class: 'much'}, row.open ? 'goes on' : duration(row.to - row.from))))));
}

function bar(row, begin, whole) {
  const piece = el('span', {class: 'piece'});
  piece.style.marginInlineStart = `${(100 * (row.from - begin)) / whole}%`;
  piece.style.inlineSize = `max(3px, ${(100 * (row.to - row.from)) / whole}%)`;
  return piece;
}

function rowsOf({run, calls}) {
  const ended = run.times.ended_at ? at(run.times.ended_at) : Date.now();
  const begun = run.times.started_at ? at(run.times.started_at) : ended;
  const first = calls.length > 0 ? at(calls[0].step.created_at) : begun;
  const rows = [{kind: 'queued', name: 'Queued', from: at(run.times.created_at), to: first, open: run.progress.status === 'queued' && calls.length === 0}];
  calls.forEach(({step, tools}, i) => {
    const from = at(step.created_at);
    const next = i + 1 < calls.length ? at(calls[i + 1].step.created_at) : ended;
    // A step with tools ends with their results.
    const to = step.outcome.ended_at ? at(step.outcome.ended_at) : ended;
    rows.push({
      kind: step.outcome.status, name: `Model call ${i + 1}`, from, to, open: !step.outcome.ended_at,
      more: [step.attempt > 1 && `attempt ${step.attempt}`, step.outcome.status !== 'completed' && step.outcome.status.replaceAll('_', ' '),
        step.outcome.error?.message, tools.length > 0 && `with ${tools.map(({call}) => call.name).join(', ')}`]
        .filter(Boolean).join(', '),
    });
    if (next - to > 1000 && (i + 1 < calls.length || hasEnded(run.progress.status))) {
      const last = i + 1 === calls.length;
      rows.push({kind: 'gap', name: last ? 'Until its end' : 'Waited', more: last ? '' : 'for an answer, a worker or another try', from: to, to: next});
    }
  });
  if (run.progress.status === 'in_progress') {
    // A call is on record when it has ended.
    rows.push({kind: 'in_progress', name: 'A worker is at it', from: Math.max(begun, rows.at(-1).to), to: ended, open: true});
  } else if (calls.length === 0 && hasEnded(run.progress.status) && run.times.started_at) {
    rows.push({kind: run.progress.status, name: 'At work', from: begun, to: ended});
  }
  return rows;
}

const at = (instant) => new Date(instant).getTime();
