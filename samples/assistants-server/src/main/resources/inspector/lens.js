// A window manifest as something that can be asked about each position of the log.

import {number, rule} from './words.js';

const REASONS = {
  beyond_window: (policy) => `older than the context policy reaches, which keeps ${rule(policy)}`,
  beyond_budget: () => "older than what the run's token budget for prompts had room for",
  later: () => 'said by others while the run was already at work; the next run sees it',
  unanswered_call: () => 'a tool call without all its results, which a provider would refuse',
  orphaned_result: () => 'a tool result without its call, which a provider would refuse',
  withdrawn: () => 'withdrawn, so that nothing of it is left',
};

const NAMES = {
  shown: 'shown',
  pinned: 'shown: pinned',
  shortened: 'shown, cut short',
  summarised: 'only in the summary',
  left: 'not shown',
  after: 'came later',
};

export class Lens {
  constructor(manifest) {
    this.manifest = manifest;
    this.summary = manifest.details.summary;
    const ends = [...manifest.included, ...manifest.left_out.map((left) => left.range)];
    this.end = Math.max(manifest.pinned_end, 0, ...ends.map((span) => span.to));
  }

  /** What became of the message at a position: {kind, name, why}. */
  at(position) {
    const kind = this.kind(position);
    return {kind, name: NAMES[kind], why: this.why(kind, position)};
  }

  kind(position) {
    if (covers(this.manifest.included, position)) {
      return this.manifest.shortened.includes(position) ? 'shortened'
        : covers(this.manifest.details.pins, position) ? 'pinned' : 'shown';
    }
    if (!this.leftOut(position)) {
      return 'after';
    }
    const to = this.summary?.to ?? 0;
    return to > 0 && position >= this.summary.from && position <= to ? 'summarised' : 'left';
  }

  leftOut(position) {
    return this.manifest.left_out.find(({range}) => position >= range.from && position <= range.to);
  }

  why(kind, position) {
    switch (kind) {
      case 'shown': return 'word for word in the prompt';
      case 'pinned': return 'kept in every window, however long the thread is';
      case 'shortened': return `its tool outputs were cut to ${number(this.manifest.details.longest_output)} characters`;
      case 'summarised': return `in its place the model read a summary, written by ${this.summary.model}`;
      case 'after': return 'written after this model call';
      default: return REASONS[this.leftOut(position).reason](this.manifest.policy);
    }
  }

  isShown(position) {
    return covers(this.manifest.included, position);
  }

  /** Neighbours that share one fate, in order: {from, to, kind, name, why}. */
  spans(end = this.end) {
    const spans = [];
    for (let position = 1; position <= end; position++) {
      const state = this.at(position);
      const last = spans.at(-1);
      if (last && last.kind === state.kind && last.why === state.why) {
        last.to = position;
      } else {
        spans.push({...state, from: position, to: position});
      }
    }
    return spans;
  }
}

function covers(ranges, position) {
  return ranges.some(({from, to}) => position >= from && position <= to);
}
