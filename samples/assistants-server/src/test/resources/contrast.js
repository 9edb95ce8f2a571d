// The texts on the page that stand out too little from what is behind them, each with its contrast.
const LEAST = 4.5;
const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});

const known = new Map();

function rgba(colour) {
  if (!known.has(colour)) {
    known.set(colour, painted(colour));
  }
  return known.get(colour);
}

function painted(colour) {
  paint.clearRect(0, 0, 1, 1);
  paint.fillStyle = colour;
  paint.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
  return {rgb: [r, g, b], a: a / 255};
}

const over = (top, bottom) => top.rgb.map((c, i) => c * top.a + bottom[i] * (1 - top.a));

function behind(element) {
  if (!element) {
    return [255, 255, 255];
  }
  const own = rgba(getComputedStyle(element).backgroundColor);
  return own.a === 1 ? own.rgb : over(own, behind(element.parentElement));
}

function light(rgb) {
  const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(element) {
  const ground = behind(element);
  const [one, other] = [light(over(rgba(getComputedStyle(element).color), ground)), light(ground)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

return [...document.querySelectorAll('body *')]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .filter((element) => element.checkVisibility() && !element.closest('noscript, option, :disabled'))
  .map((element) => ({element, found: contrast(element)}))
  .filter(({found}) => found < LEAST)
  .map(({element, found}) => `${found.toFixed(2)} ${element.tagName} ${element.className}: ${element.textContent.trim().slice(0, 40)}`);
