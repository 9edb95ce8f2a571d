// One thread as a conversation; with a run, seen through what that run's model was shown.

import {get} from './api.js';
import {chip, el, show} from './dom.js';
import {Lens} from './lens.js';
import {liveCard} from './live.js';
import {Log} from './log.js';
import {actionButton, isWithdrawn, messageItem} from './message.js';
import {runMarker, runPanel} from './run.js';
import {say, trying} from './say.js';
import {forkAt, threadActions, withdraw} from './actions.js';
import {spanHeading, whySection} from './why.js';
import {count, hasEnded, time} from './words.js';

export async function threadView(at) {
  const [id, runId] = at.ids;
  const path = `/threads/${encodeURIComponent(id)}`;
  const report = runId && await get(`/runs/${encodeURIComponent(runId)}`, {}, at.signal);
  if (report && report.run.thread_id !== id) {
    // A fork holds messages that runs of its source have written.
    location.replace(`#/threads/${report.run.thread_id}/runs/${runId}`);
    return [];
  }
  const [overview, runs] = await Promise.all([
    get(path, {}, at.signal), get(`${path}/runs`, {limit: 100}, at.signal)]);
  const log = new Log(id, at.signal);
  const wanted = at.query.get('m');
  await log.until((read) => !report && (!wanted || read.messages.some(({draft}) => draft.id === wanted)));
  return report
    ? seen({overview, report, runs: runs.items, log, at})
    : plain({overview, runs: runs.items, log, at, wanted});
}

function plain({overview, runs, log, at, wanted}) {
  const list = el('ol', {class: 'log', 'aria-label': 'Messages'});
  const earlier = actionButton('Earlier messages', trying(async () => {
    await log.more();
    draw();
  }));
  const draw = () => {
    show(list, conversation(log, runs, null, at));
    earlier.hidden = log.isWhole;
  };
  draw();
  at.shown = () => {
    const item = wanted && list.querySelector(`[data-message="${CSS.escape(wanted)}"]`);
    item?.classList.add('wanted');
    item?.scrollIntoView({block: 'center'});
    item?.focus({preventScroll: true});
  };
  const active = overview.active;
  return el('article', {class: 'thread'}, heading(overview, at), earlier, list,
    active && (active.progress.status === 'requires_action' ? waiting(active) : liveCard(active, at)),
    runs.length === 0 && el('p', {class: 'empty'}, 'No run has been at work here.'));
}

/** It has stopped: there is nothing to follow. */
function waiting(run) {
  return el('p', {class: 'card'}, el('a', {href: `#/threads/${run.thread_id}/runs/${run.id}`}, 'A run waits for you.'));
}

function heading({thread, budgets}, at) {
  return el('header', {class: 'page'},
    el('h1', {}, 'Thread ', el('code', {class: 'id'}, thread.id)),
    el('p', {class: 'under'}, count(thread.message_count, 'message'), ', begun ', time(thread.created_at),
      thread.state !== 'active' && [', ', el('strong', {}, thread.state)],
      thread.forked_from && [', a fork of ', el('a', {href: `#/threads/${thread.forked_from.source}`}, thread.forked_from.source),
        ` behind message ${thread.forked_from.position}`]),
    el('p', {class: 'labels'}, thread.owner.user && chip('user', thread.owner.user),
      Object.entries(thread.metadata).map(([name, value]) => chip(name, value)),
      budgets.map((budget) => chip(`budget ${budget.key.name}`, `${budget.spent} of ${budget.limit} spent`))),
    threadActions(thread, at));
}

function seen({overview, report, runs, log, at}) {
  const calls = report.calls.filter(({step}) => step.manifest);
  const number = chosen(calls, at.query);
  const call = calls[number - 1];
  const lens = call && new Lens(call.step.manifest);
  // One that is under way wants something of whoever looks: it comes first.
  const ended = hasEnded(report.run.progress.status);
  const list = el('ol', {class: 'log lensed', 'aria-label': 'Messages, and what became of them in the window'},
    conversation(log, runs, lens, at));
  return el('article', {class: 'thread'},
    el('p', {class: 'crumb'}, el('a', {href: `#/threads/${overview.thread.id}`}, '← Thread ', el('code', {class: 'id'}, overview.thread.id))),
    !ended && runPanel(report, at),
    lens
      ? whySection({report, calls, number, lens, log, at, go: (position) => goTo(list, position)})
      : el('section', {class: 'card'}, el('h1', {}, 'No model call is on record yet')),
    ended && runPanel(report, at),
    el('h2', {class: 'section'}, lens ? 'The log, as this call saw it' : 'The log'),
    !log.isWhole && el('p', {class: 'note'}, `Messages before ${log.first} are not shown on this page.`),
    list);
}

/** The call that wrote the message that is asked about, or the one that is asked for; else the last one. */
function chosen(calls, query) {
  const wrote = calls.findIndex(({step}) => step.outcome.details.message_id === query.get('m'));
  const asked = Number(query.get('call'));
  return asked >= 1 && asked <= calls.length ? Math.floor(asked) : wrote >= 0 ? wrote + 1 : calls.length;
}

/** The messages, with the runs between them, and through a lens with what became of them. */
function conversation(log, runs, lens, at) {
  const names = new Map();
  const markers = new Map();
  for (const run of runs) {
    const own = log.messages.find(({draft}) => draft.origin.run_id === run.id);
    const before = own?.position ?? run.progress.pinned_end + 1;
    markers.set(before, [runMarker(run), ...(markers.get(before) ?? [])]);
  }
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
  return [...items, markers.get((log.messages.at(-1)?.position ?? 0) + 1) ?? []];
}

function add(into, item) {
  Array.isArray(into) ? into.push(item) : into.append(item);
}

function actions(message, at) {
  const run = message.draft.origin.run_id;
  return [
    run && message.draft.body.role === 'assistant'
      && el('a', {class: 'why', href: `#/threads/${message.thread_id}/runs/${run}?m=${message.draft.id}`}, 'What was the model shown?'),
    actionButton('Fork here', trying(() => forkAt(message, at))),
    message.draft.body.role !== 'tool' && !isWithdrawn(message)
      && actionButton('Withdraw…', trying(() => withdraw(message, at)))];
}

function goTo(list, position) {
  const item = list.querySelector(`#m-${position}`);
  if (!item) {
    say(`Message ${position} is not on this page.`);
    return;
  }
  item.closest('details')?.setAttribute('open', '');
  item.scrollIntoView({block: 'center'});
  item.focus({preventScroll: true});
}
