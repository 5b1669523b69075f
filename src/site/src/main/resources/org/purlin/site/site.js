// Comfort only: without it every page can be read, and its code copied by hand.
(function () {
  "use strict";

  // On a narrow screen the menu begins closed.
  const menu = document.querySelector(".menu details");
  const narrow = window.matchMedia("(max-width: 50rem)");
  const fold = () => {
    menu.open = !narrow.matches;
  };
  fold();
  narrow.addEventListener("change", fold);

  for (const heading of document.querySelectorAll("article :is(h2, h3)[id]")) {
    const anchor = document.createElement("a");
    anchor.className = "anchor";
    anchor.href = "#" + heading.id;
    anchor.textContent = "#";
    anchor.setAttribute("aria-label", "Link to " + heading.textContent);
    heading.append(anchor);
  }

  for (const pre of document.querySelectorAll("article pre")) {
    const box = document.createElement("div");
    box.className = "code";
    pre.replaceWith(box);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => {
      copy(pre).then(
        () => say(button, "Copied"),
        () => say(button, "Press Ctrl+C")
      );
    });
    box.append(pre, button);
  }

  // Where a page may not use the clipboard, the text is selected for the keyboard.
  function copy(pre) {
    const text = pre.textContent.replace(/\n$/, "");
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(text);
    }
    window.getSelection().selectAllChildren(pre);
    return Promise.reject(new Error("no clipboard"));
  }

  function say(button, word) {
    button.textContent = word;
    window.setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  }

  const form = document.querySelector("header form");
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const MOST = 12;
  let loading = null;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => load().then(search));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      input.value = "";
      search();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });

  function load() {
    if (!loading) {
      loading = new Promise((done) => {
        const script = document.createElement("script");
        script.src = "search.js";
        script.onload = done;
        document.head.append(script);
      });
    }
    return loading;
  }

  function search() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = words.length === 0;
    found.textContent = "";
    if (found.hidden) {
      return;
    }
    const hits = window.purlinSections
      .map((section) => ({ section, score: score(section, words) }))
      .filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score);
    const count = document.createElement("p");
    count.textContent =
      hits.length === 0
        ? "Nothing found."
        : hits.length > MOST
          ? "The best " + MOST + " of " + hits.length + " places:"
          : "Places found: " + hits.length;
    const list = document.createElement("ul");
    for (const hit of hits.slice(0, MOST)) {
      list.append(item(hit.section, words[0]));
    }
    found.append(count, list);
  }

  // Every word must be there; one in a title counts most, one in a heading more than one in the text.
  function score([, title, heading, text], words) {
    let sum = 0;
    for (const word of words) {
      const points =
        (title.toLowerCase().includes(word) ? (heading ? 2 : 8) : 0) +
        (heading.toLowerCase().includes(word) ? 5 : 0) +
        (text.toLowerCase().includes(word) ? 1 : 0);
      if (points === 0) {
        return 0;
      }
      sum += points;
    }
    return sum;
  }

  function item([address, title, heading, text], word) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = heading ? title + " › " + heading : title;
    link.addEventListener("click", () => {
      found.hidden = true;
    });
    const at = Math.max(0, text.toLowerCase().indexOf(word) - 60);
    const part = document.createElement("span");
    part.textContent = (at > 0 ? "… " : "") + text.slice(at, at + 180) + (text.length > at + 180 ? " …" : "");
    const line = document.createElement("li");
    line.append(link, part);
    return line;
  }
})();
