// The messages of a thread, read from its end backwards, or both ways from one of them.

import {get} from './api.js';

const PAGE = 100;
const MOST = 1000;

export class Log {
  constructor(thread, signal) {
    this.thread = thread;
    this.signal = signal;
    this.messages = [];
    this.older = null;
    this.newer = null;
    this.begun = false;
  }

  get first() {
    return this.messages[0]?.position ?? 1;
  }

  get isWhole() {
    return this.begun && !this.older && !this.newer;
  }

  async more() {
    const part = await this.read({after: this.older});
    this.messages.unshift(...part.items.reverse());
    this.older = part.next ?? null;
    this.begun = true;
  }

  async later() {
    const part = await this.read({after: this.newer, order: 'asc'});
    this.messages.push(...part.items);
    this.newer = part.next ?? null;
  }

  /** Begins at a message, wherever it is, with what is around it. */
  async around(message) {
    this.older = message;
    await this.more();
    this.newer = this.messages.at(-1)?.draft.id;
    await this.later();
  }

  /** Reads back until something is found, the beginning is reached, or it is enough for one go. */
  async until(found) {
    const enough = this.messages.length + MOST;
    do {
      await this.more();
    } while (this.older && this.messages.length < enough && !found(this));
  }

  read(from) {
    return get(`/threads/${this.thread}/messages`, {limit: PAGE, ...from}, this.signal);
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
