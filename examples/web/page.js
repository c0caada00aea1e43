// The page around the element: its language follows, and whoever embeds it may say where to begin.

const element = document.querySelector('wegweiser-search');
const wishes = new URLSearchParams(location.search);

for (const name of ['lang', 'what', 'place']) {
  const wish = wishes.get(name);
  if (wish && wish.length <= 80) element.setAttribute(name, wish);
}

element.addEventListener('wegweiser-language', ({ detail }) => {
  document.documentElement.lang = detail.lang;
  document.documentElement.dir = detail.dir;
  document.title = detail.title;
});
