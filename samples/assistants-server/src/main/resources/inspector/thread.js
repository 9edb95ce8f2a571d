// One thread as a conversation; with a run, seen through what that run's model was shown.

import {get} from './api.js';
import {threadActions} from './actions.js';
import {conversation} from './conversation.js';
import {chip, el, show} from './dom.js';
import {Lens} from './lens.js';
import {liveCard} from './live.js';
import {Log} from './log.js';
import {actionButton} from './message.js';
import {runPanel} from './run.js';
import {trying} from './say.js';
import {skyline} from './skyline.js';
import {legend, whySection} from './why.js';
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
  await (wanted && !report ? log.around(wanted) : log.until(() => !report));
  return report
    ? seen({overview, report, runs: runs.items, log, at})
    : plain({overview, runs: runs.items, log, at, wanted});
}

function plain({overview, runs, log, at, wanted}) {
  const list = el('ol', {class: 'log', 'aria-label': 'Messages'});
  const reading = (text, read) => actionButton(text, trying(async () => {
    await read();
    draw();
  }));
  const earlier = reading('Earlier messages', () => log.more());
  const later = reading('Later messages', () => log.later());
  const draw = () => {
    show(list, conversation(log, runs, null, at));
    earlier.hidden = !log.older;
    later.hidden = !log.newer;
  };
  draw();
  at.shown = () => {
    const item = wanted && list.querySelector(`[data-message="${CSS.escape(wanted)}"]`);
    item?.classList.add('wanted');
    item?.scrollIntoView({block: 'center'});
    item?.focus({preventScroll: true});
  };
  const active = overview.active;
  return el('article', {class: 'thread'}, heading(overview, at), earlier, list, later,
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
  const list = el('ol', {class: 'log lensed', 'aria-label': 'Messages, and what became of them in the window'});
  const overlook = el('div', {});
  const earlier = actionButton('Earlier messages', trying(() => readTo(log.first - 1)));
  const draw = () => {
    show(list, conversation(log, runs, lens, at));
    show(overlook, lens && [skyline(lens, log, go), legend(lens, log)]);
    earlier.hidden = !log.older;
  };
  const readTo = async (position) => {
    while (log.older && log.first > position) {
      await log.until(({first}) => first <= position);
    }
    draw();
  };
  const go = async (position) => {
    if (log.first > position) {
      await readTo(position);
    }
    goTo(list, position);
  };
  draw();
  return el('article', {class: 'thread'},
    el('p', {class: 'crumb'}, el('a', {href: `#/threads/${overview.thread.id}`}, '← Thread ', el('code', {class: 'id'}, overview.thread.id))),
    el('h1', {id: 'title'}, lens ? 'What the model was shown' : 'No model call is on record yet'),
    !ended && runPanel(report, at),
    lens && whySection({report, calls, number, lens, log, at, go, overlook}),
    ended && runPanel(report, at),
    el('h2', {class: 'section'}, lens ? 'The log, as this call saw it' : 'The log'), earlier, list);
}

/** The call that wrote the message that is asked about, or the one that is asked for; else the last one. */
function chosen(calls, query) {
  const wrote = calls.findIndex(({step}) => step.outcome.details.message_id === query.get('m'));
  const asked = Number(query.get('call'));
  return asked >= 1 && asked <= calls.length ? Math.floor(asked) : wrote >= 0 ? wrote + 1 : calls.length;
}

function goTo(list, position) {
  const item = list.querySelector(`#m-${position}`);
  item.closest('details')?.setAttribute('open', '');
  item.scrollIntoView({block: 'center'});
  item.focus({preventScroll: true});
}
