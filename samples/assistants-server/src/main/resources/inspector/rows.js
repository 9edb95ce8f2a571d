// What there is to draw of a run: a row for each thing that took its time, {kind, name, more, from, to, open}.
// Steps tell of model calls that are over, their tool calls of workers' tools, and events of all else.

import {Story} from './story.js';
import {duration, hasEnded} from './words.js';

const at = (instant) => new Date(instant).getTime();

export function rowsOf({run, calls}, events, now) {
  const end = run.times.ended_at ? at(run.times.ended_at) : now;
  const story = new Story(run, calls, events, end);
  const rows = [
    queued(run, calls, story, end),
    ...(story.attempts.length > 1 || isBack(run) ? story.attempts.map((attempt) => attemptRow(attempt, run)) : []),
    ...calls.flatMap((call, i) => [callRow(call, i + 1, story), ...toolRows(call, story)]),
    ...story.unrecorded().map((call) => unrecordedRow(call, calls.length + 1)),
    ...(story.attempts.length > 0 ? waits(run, story.attempts, end) : gaps(run, calls, end)),
  ];
  if (story.attempts.length === 0 && calls.length === 0 && run.times.started_at) {
    rows.push({kind: run.progress.status, name: 'At work', from: at(run.times.started_at), to: end, open: !hasEnded(run.progress.status)});
  }
  return rows.sort((one, other) => one.from - other.from);
}

function queued(run, calls, story, end) {
  const begun = story.attempts[0]?.from ?? (calls.length > 0 ? at(calls[0].step.created_at)
    : run.times.started_at ? at(run.times.started_at) : end);
  const from = at(run.times.created_at);
  return {kind: 'queued', name: 'Queued', from, to: Math.max(from, begun), open: run.progress.status === 'queued' && !run.times.started_at};
}

function attemptRow({number, from, to, fate, heard, open, isAnswered}, run) {
  const more = {
    lost: `its worker was lost, last heard of after ${duration(heard - from)}`,
    handed_back: 'handed back',
    failed: 'failed, to be tried again',
    stopped: 'until it waited for you',
    last: open ? '' : run.progress.status.replaceAll('_', ' '),
  };
  return {kind: `attempt ${fate}`, name: isAnswered ? `After the answer, attempt ${number}` : `Attempt ${number}`, more: more[fate], from, to, open};
}

function callRow({step, tools}, number, story) {
  const {status, ended_at: ended, error, details} = step.outcome;
  // A step with tools ends with their results, its model call with the message that asks for them.
  const written = story.written(details.message_id);
  const over = written ?? (ended ? at(ended) : null);
  const kind = written ? 'completed' : status;
  return {
    kind, name: `Model call ${number}`, from: at(step.created_at), to: over ?? story.end, open: !over,
    more: [step.attempt > 1 && `attempt ${step.attempt}`, kind !== 'completed' && kind.replaceAll('_', ' '), error?.message,
      tools.length > 0 && `asked for ${tools.map(({call}) => call.name).join(', ')}`].filter(Boolean).join(', '),
  };
}

function toolRows({step, tools}, story) {
  return tools.flatMap(({call, result, begun_at: begun, ended_at: ended}) => {
    if (begun) {
      const open = !ended && !result && !hasEnded(story.run.progress.status);
      return [{kind: result?.failed ? 'tool failed' : 'tool', name: call.name, more: result?.failed ? 'failed' : '', from: at(begun), to: ended ? at(ended) : story.end, open}];
    }
    const asked = story.askedAt(step.id);
    return asked === null ? [] : [{
      kind: 'yours', name: call.name, more: result ? 'answered by the caller' : 'for the caller to answer', from: asked,
      to: result ? story.goneOn(asked) : story.end, open: !result && !hasEnded(story.run.progress.status),
    }];
  });
}

/** A call that is under way, or of which nothing but its beginning is known. */
function unrecordedRow({from, to, open}, number) {
  return open
    ? {kind: 'in_progress', name: `Model call ${number}`, more: 'the model is at it', from, to, open}
    : {kind: 'lost', name: 'A model call', more: 'that came to nothing', from, to};
}

/** Begun, and in the queue once more. */
function isBack(run) {
  return run.progress.status === 'queued' && Boolean(run.times.started_at);
}

function waits(run, attempts, end) {
  const gaps = attempts.slice(1).map((next, i) => ({
    kind: 'gap', name: 'Waited', more: attempts[i].fate === 'stopped' ? 'for you and a worker' : 'for a worker and another try',
    from: attempts[i].to, to: next.from,
  })).filter(({from, to}) => to - from > 1000);
  return isBack(run)
    ? [...gaps, {kind: 'queued', name: 'Queued', more: 'once more', from: attempts.at(-1).to, to: end, open: true}]
    : gaps;
}

/** Of a run whose events are forgotten. */
function gaps(run, calls, end) {
  return calls.map(({step}, i) => ({
    kind: 'gap', name: i + 1 === calls.length ? 'Until its end' : 'Waited', more: i + 1 === calls.length ? '' : 'for an answer, a worker or another try',
    from: at(step.outcome.ended_at ?? step.created_at), to: i + 1 === calls.length ? end : at(calls[i + 1].step.created_at),
  })).filter(({from, to}, i) => to - from > 1000 && (i + 1 < calls.length || hasEnded(run.progress.status)));
}
