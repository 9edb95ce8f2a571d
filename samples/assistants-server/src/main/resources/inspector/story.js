// What a run's events say of its attempts: when each began, which calls it began, and how it went out.

import {hasEnded} from './words.js';

const at = (instant) => new Date(instant).getTime();

export class Story {
  constructor(run, calls, events, end) {
    this.run = run;
    this.end = end;
    this.recorded = new Map(calls.map(({step}) => [step.id, step]));
    this.messages = new Map();
    this.asked = new Map();
    this.attempts = [];
    events.forEach((event) => this.take(event));
    this.attempts.forEach((attempt, i) => this.date(attempt, i + 1 === this.attempts.length));
    this.attempts.forEach((attempt, i) => this.conclude(attempt, this.attempts[i + 1]));
  }

  take({at: instant, body}) {
    const time = at(instant);
    if (body.type === 'attempt_begun') {
      // Attempts are counted anew behind an answer.
      const isAnswered = this.attempts.at(-1)?.last.type === 'action_required';
      this.attempts.push({number: body.attempt, from: time, begun: [], isAnswered});
    }
    const attempt = this.attempts.at(-1) ?? {begun: []};
    Object.assign(attempt, {last: body, heard: time});
    switch (body.type) {
      case 'step_begun':
        attempt.begun.push({step: body.step_id, from: time});
        break;
      case 'message_ended':
        this.messages.set(body.message_id, time);
        break;
      case 'action_required':
        this.asked.set(body.step_id, time);
        break;
      default:
    }
  }

  /** An event is stored a little after it happened; the first call's step knows better, and the run its last claim. */
  date(attempt, isLast) {
    const first = this.recorded.get(attempt.begun[0]?.step);
    const known = [first?.created_at, isLast && this.run.times.started_at].filter(Boolean).map(at);
    attempt.from = Math.min(attempt.from, ...known);
  }

  conclude(attempt, next) {
    const {last, number} = attempt;
    const {status, attempts} = this.run.progress;
    // An attempt that is handed back does not count: the next one has its number.
    const following = next?.number ?? (status === 'queued' ? attempts + 1 : null);
    attempt.fate = last.type === 'action_required' ? 'stopped'
      : following === null ? 'last'
        : following === number ? 'handed_back'
          : last.type === 'step_ended' && last.status === 'failed' ? 'failed' : 'lost';
    attempt.open = attempt.fate === 'last' && !hasEnded(status);
    attempt.to = {lost: next?.from, last: this.end}[attempt.fate] ?? attempt.heard;
  }

  /** When a message was in the log; null if that is not known. */
  written(message) {
    return this.messages.get(message) ?? null;
  }

  /** When the caller was asked for what a step's tools give; null if it was not. */
  askedAt(step) {
    return this.asked.get(step) ?? null;
  }

  /** When the run was begun again after it had asked. */
  goneOn(asked) {
    return this.attempts.find(({from}) => from > asked)?.from ?? this.end;
  }

  /** The calls that have begun and are not on record: the one under way, and those of lost workers. */
  unrecorded() {
    return this.attempts.flatMap(({begun, to, open}) => begun
      .filter(({step}) => !this.recorded.has(step))
      .map(({from}, i, all) => ({from, to, open: open && i + 1 === all.length})));
  }
}
