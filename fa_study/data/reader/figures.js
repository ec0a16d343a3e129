// Figures: drawn from what the page holds of them when they come near the screen; their bars, dots and ticks are doors to the text.

function buildFigures() {
  const watch = new IntersectionObserver(entries => entries.forEach(({target, isIntersecting}) => {
    if (!isIntersecting) return;
    watch.unobserve(target);
    drawFigure(target);
  }), {rootMargin: "800px 0px"});
  $$(".picture").filter(picture => $("noscript", picture)).forEach(picture => watch.observe(picture));
}

function drawFigure(picture) {
  const source = $("noscript", picture);
  if (!source) return;
  const drawing = new DOMParser().parseFromString(source.textContent, "image/svg+xml").documentElement;
  source.replaceWith(document.importNode(drawing, true));
  // one stop for the Tab key, the arrows walk from door to door
  $$("a", picture).forEach((door, i) => door.setAttribute("tabindex", i ? "-1" : "0"));
}

function stepDoor(picture, step) {
  const doors = $$("a", picture), at = doors.indexOf(document.activeElement);
  const door = doors[(at + step + doors.length) % doors.length];
  if (!door) return;
  doors.forEach(other => other.setAttribute("tabindex", other === door ? "0" : "-1"));
  door.focus();
}

function enlarge(button) {
  const figure = button.closest("figure");
  const isLarge = figure.classList.toggle("large");
  button.setAttribute("aria-pressed", String(isLarge));
  figure.scrollIntoView({block: "nearest"});
}
