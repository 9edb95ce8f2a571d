// Makes elements. Text only ever becomes a text node: nothing that somebody has written is read as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** el('button', {class: 'plain', onclick: f}, 'Go') */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  put(element, children);
  return element;
}

function put(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

export function show(element, ...children) {
  element.replaceChildren();
  put(element, children);
}

export function button(text, onclick, attributes = {}) {
  return el('button', {type: 'button', onclick, ...attributes}, text);
}

/** A label above its field. */
export function field(text, input, attributes = {}) {
  return el('label', {class: 'field', ...attributes}, el('span', {}, text), input);
}

/** Text with some places of it marked. */
export function marked(text, places) {
  const parts = [];
  let at = 0;
  for (const {start, end} of places) {
    parts.push(text.slice(at, start), el('mark', {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** A name and its value, in one piece. */
export function chip(name, value) {
  return el('span', {class: 'chip'}, el('span', {class: 'thin'}, name), ' ', value);
}
