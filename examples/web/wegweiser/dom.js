// Elements without markup: every text becomes a text node, so nothing that a publisher writes can run.

const SVG = 'http://www.w3.org/2000/svg';

export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

export function button(said, act, className = 'button') {
  return el('button', { type: 'button', class: className, onclick: act }, said);
}

export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' };
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  return filled(svg, attributes, [line]);
}

export const ICONS = {
  jobs: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16M11 12h2v2h-2z',
  courses: 'M2 9l10-5 10 5-10 5zM6 11.500v5c2 2 10 2 12 0v-5M22 9v6',
  'course-sessions': 'M2 9l10-5 10 5-10 5zM6 11.500v5c2 2 10 2 12 0v-5M22 9v6',
  offices: 'M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5',
  place: 'M12 21c4-5 6.500-8 6.500-11a6.500 6.500 0 0 0-13 0c0 3 2.500 6 6.500 11zM12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  time: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.500 2',
  day: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  seats: 'M12 4a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM5 20c0-4 3-6 7-6s7 2 7 6',
  money: 'M3 7h18v10H3zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM6 12h.01M18 12h.01',
  work: 'M12 3v18M5 8h14M7 16h10',
  speech: 'M4 5h16v10H9l-5 4z',
  phone: 'M6 4h4l1.500 4-2 1.500a11 11 0 0 0 5 5l1.500-2 4 1.500v4c0 1-1 2-2 2C11 20 4 13 4 6c0-1 1-2 2-2z',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  access: 'M12 3.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM5 9l7 1.500L19 9M12 10.500V14l-3 6M12 14l3 6',
  level: 'M4 19h4v-5H4zM10 19h4V10h-4zM16 19h4V5h-4z',
  away: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9',
  here: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v4M12 18v4M2 12h4M18 12h4',
  note: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8h.01M12 11v6',
};
