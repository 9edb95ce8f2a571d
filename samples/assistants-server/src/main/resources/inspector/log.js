// The messages of a thread, read from its end backwards.

import {get} from './api.js';

const PAGE = 100;
const MOST = 1000;

export class Log {
  constructor(thread, signal) {
    this.thread = thread;
    this.signal = signal;
    this.messages = [];
    this.next = null;
    this.begun = false;
  }

  get first() {
    return this.messages[0]?.position ?? 1;
  }

  get isWhole() {
    return this.begun && !this.next;
  }

  async more() {
    const part = await get(`/threads/${this.thread}/messages`, {limit: PAGE, after: this.next}, this.signal);
    this.messages.unshift(...part.items.reverse());
    this.next = part.next ?? null;
    this.begun = true;
  }

  /** Reads on until something is found, the beginning is reached, or it is enough for one go. */
  async until(found) {
    const enough = this.messages.length + MOST;
    do {
      await this.more();
    } while (!this.isWhole && this.messages.length < enough && !found(this));
  }

  at(position) {
    return this.messages[position - this.first];
  }

  tokens({from, to}) {
    return this.messages
      .filter(({position}) => position >= from && position <= to)
      .reduce((sum, message) => sum + message.draft.tokens, 0);
  }
}
