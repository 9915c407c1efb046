// Keeps the page up to date. Without it every page is whole, and as old as its last load.
"use strict";

const main = document.getElementById("main");
const sign = document.getElementById("live");
let stream = null;

function say(words, lost) {
  if (sign.textContent !== words) {
    sign.textContent = words;
    sign.classList.toggle("lost", lost);
  }
}

// What has the focus, or is being selected, is left alone until it is let go.
function inHand(slot) {
  const selection = document.getSelection();
  const selecting = selection !== null && !selection.isCollapsed;
  return selecting && slot.contains(selection.anchorNode);
}

function fill(id, markup) {
  const slot = document.getElementById(id);
  if (slot === null || inHand(slot)) {
    return;
  }
  const focused = slot.contains(document.activeElement) ? document.activeElement.id : "";
  slot.innerHTML = markup;
  if (focused !== "") {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

function open() {
  stream = new EventSource("/console/live?page=" + encodeURIComponent(main.dataset.page));
  stream.onopen = () => say("Live", false);
  stream.onmessage = (event) => Object.entries(JSON.parse(event.data)).forEach(([id, markup]) => fill(id, markup));
  stream.onerror = () => {
    const over = stream.readyState === EventSource.CLOSED;
    say(over ? "Not live: load the page again" : "Connecting again", true);
  };
}

function close() {
  stream?.close();
  stream = null;
}

document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

if (sign !== null && main.dataset.page) {
  open();
  document.addEventListener("visibilitychange", () => {
    close();
    if (!document.hidden) {
      open();
    }
  });
}
