// The messages of a log, with the runs between them, and through a lens with what became of them.

import {forkAt, withdraw} from './actions.js';
import {el} from './dom.js';
import {actionButton, isWithdrawn, messageItem} from './message.js';
import {runMarker} from './run.js';
import {trying} from './say.js';
import {spanHeading} from './why.js';

export function conversation(log, runs, lens, at) {
  const names = new Map();
  const markers = markersOf(log, runs);
  const items = [];
  let group = null;
  const spans = lens?.spans(Math.max(lens.end, log.messages.at(-1)?.position ?? 0)) ?? [];
  for (const message of log.messages) {
    const span = spans.find(({from, to}) => message.position >= from && message.position <= to);
    if (span && (span.from === message.position || items.length === 0)) {
      group = spanHeading(span, log);
      items.push(group.item);
    }
    const into = group?.list ?? items;
    (markers.get(message.position) ?? []).forEach((marker) => add(into, marker));
    add(into, messageItem(message, lens?.at(message.position), actions(message, at), names));
  }
  return [...items, !log.newer && (markers.get((log.messages.at(-1)?.position ?? 0) + 1) ?? [])];
}

/** Each run in front of its first message, or of where that will be. */
function markersOf(log, runs) {
  const markers = new Map();
  for (const run of runs) {
    const own = log.messages.find(({draft}) => draft.origin.run_id === run.id);
    const before = own?.position ?? run.progress.pinned_end + 1;
    markers.set(before, [runMarker(run), ...(markers.get(before) ?? [])]);
  }
  return markers;
}

function add(into, item) {
  Array.isArray(into) ? into.push(item) : into.append(item);
}

function actions(message, at) {
  const run = message.draft.origin.run_id;
  return [
    run && message.draft.body.role === 'assistant'
      && el('a', {class: 'why', href: `#/threads/${message.thread_id}/runs/${run}?m=${message.draft.id}`}, 'What was the model shown?'),
    actionButton('Fork here', trying(() => forkAt(message))),
    message.draft.body.role !== 'tool' && !isWithdrawn(message)
      && actionButton('Withdraw…', trying(() => withdraw(message, at)))];
}
