// The log from its first message to its last: a bar for each, as high as its tokens are many, and filled as it was
// shown.

import {el, svg} from './dom.js';
import {trying} from './say.js';
import {number, tokens, who} from './words.js';

const HIGH = 96;
const LOW = 8;
const WIDE = 1000;
const MOST_BARS = 500;
/** So that a few messages do not become walls. */
const LEAST_BARS = 30;

export function skyline(lens, log, go) {
  const each = Math.ceil(lens.end / MOST_BARS);
  const bars = columns(lens, log, each);
  const most = Math.max(1, ...bars.map((bar) => bar.tokens));
  const width = WIDE / Math.max(LEAST_BARS, bars.length);
  const said = el('p', {class: 'pointed'}, `Each bar is ${each > 1 ? `${each} messages` : 'a message'}, as high as ${each > 1 ? 'their' : 'its'} tokens are many. `,
    log.first > 1 && `Those before ${number(log.first)} are not read yet, and drawn low. `, 'Point at one, or press one to go there.');
  const picture = svg('svg', {
    viewBox: `0 0 ${WIDE} ${HIGH + 4}`, preserveAspectRatio: 'none', class: 'skyline', role: 'img',
    'aria-labelledby': 'verdict',
  },
  hatch('hatch-left'), hatch('hatch-summarised'),
  bars.map((bar, i) => {
    const high = LOW + (HIGH - LOW) * Math.sqrt(bar.tokens / most);
    return svg('g', {class: `bar ${bar.kind}${bar.to < log.first ? ' unread' : ''}`, onclick: trying(() => go(bar.from)), onpointerenter: () => {
      said.textContent = pointedAt(bar, lens, log);
    }},
    svg('rect', {class: 'air', x: i * width, y: 0, width, height: HIGH}),
    svg('rect', {class: 'body', x: i * width + width * 0.08, y: HIGH - high, width: width * 0.84, height: high}));
  }),
  svg('path', {class: 'ground', d: `M0 ${HIGH + 2}H${WIDE}`}));
  return el('figure', {class: 'skyline-box'}, picture, axis(lens), el('figcaption', {}, said));
}

/** One for each message, or for several neighbours of a long log. */
function columns(lens, log, each) {
  const bars = [];
  for (let from = 1; from <= lens.end; from += each) {
    const to = Math.min(lens.end, from + each - 1);
    bars.push({from, to, kind: lens.kind(to), tokens: log.tokens({from, to})});
  }
  return bars;
}

/** Under the picture, so that it is not stretched with it: where each part of the window begins. */
function axis(lens) {
  const rest = LEAST_BARS - lens.end;
  return el('div', {class: 'axis', 'aria-hidden': 'true'}, lens.spans().map((span) =>
    stretch(span.to - span.from + 1, span.kind, el('span', {}, number(span.from)), el('b', {}, span.name))),
  rest > 0 && stretch(rest, 'nothing'));
}

function stretch(wide, kind, ...text) {
  const part = el('span', {class: `stretch ${kind}`}, text);
  part.style.flexGrow = wide;
  return part;
}

function hatch(id) {
  return svg('pattern', {id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
    svg('rect', {class: 'paper', width: 6, height: 6}), svg('rect', {class: 'line', width: 2.2, height: 6}));
}

function pointedAt(bar, lens, log) {
  const message = log.at(bar.to);
  const state = lens.at(bar.to);
  const place = bar.from === bar.to ? `Message ${bar.from}` : `Messages ${bar.from}–${bar.to}`;
  return `${place}${message ? `, ${who(message.draft.body.role)}, ${tokens(bar.tokens)}` : ''}: ${state.name}. ${state.why}.`;
}
