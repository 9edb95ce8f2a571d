// Bars by day, stacked by model.

import {el, svg} from './dom.js';

const HIGH = 120;
const COLOURS = 6;

export function bars(title, days, lines, value, say) {
  const models = [...new Set(lines.map((line) => line.model ?? '(unknown)'))];
  const sums = days.map((day) => lines.filter((line) => line.day === day));
  const most = Math.max(1e-9, ...sums.map((day) => day.reduce((sum, line) => sum + value(line), 0)));
  const colour = (model) => `series-${models.indexOf(model) % COLOURS}`;
  const said = el('p', {class: 'pointed'}, `At most ${say(most)} on one day.`);
  return el('figure', {class: 'card plot'}, el('figcaption', {}, el('strong', {}, title)),
    svg('svg', {viewBox: `0 0 ${days.length * 10} ${HIGH}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${title}; the table below has the numbers`},
      sums.map((day, i) => {
        let top = HIGH;
        return svg('g', {onpointerenter: () => {
          said.textContent = `${days[i]}: ${day.map((line) => `${line.model ?? '(unknown)'} ${say(value(line))}`).join(', ') || 'nothing'}`;
        }}, svg('rect', {class: 'air', x: i * 10, y: 0, width: 10, height: HIGH}), day.map((line) => {
          const high = (value(line) / most) * (HIGH - 4);
          top -= high;
          return svg('rect', {class: colour(line.model ?? '(unknown)'), x: i * 10 + 1, y: top, width: 8, height: high});
        }));
      }), svg('path', {class: 'ground', d: `M0 ${HIGH}H${days.length * 10}`})),
    el('div', {class: 'axis-days', 'aria-hidden': 'true'}, el('span', {}, days[0]), el('span', {}, days.at(-1))),
    el('ul', {class: 'legend'}, models.map((model) => el('li', {}, el('span', {class: `swatch ${colour(model)}`, 'aria-hidden': 'true'}), ' ', model))), said);
}
