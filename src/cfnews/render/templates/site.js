"use strict";
// Finds stories among those that the data files beside this one bring. Everything found is put in as text.
(() => {
  const MOST = 50;
  const form = document.querySelector("form");
  const field = document.getElementById("words");
  const told = document.getElementById("told");
  const found = document.getElementById("found");

  const plain = words => ` ${words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

  const stories = (window.cfnews || []).flat().map(([day, anchor, title, url, summary, source, when, language, labels]) => {
    const head = plain(title);
    return {day, anchor, title, url, summary, source, when, language, labels, head,
            whole: head + plain([summary, source, ...labels.map(label => label[0])].join(" . "))};
  });

  // A word may be the beginning of one; what is in quotation marks stands as it is.
  const parts = query => [...query.matchAll(/(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/g)]
    .map(([, minus, phrase, word]) => ({without: minus !== "", text: phrase === undefined ? plain(word).trimEnd() : plain(phrase)}))
    .filter(one => one.text.trim());

  const wanted = query => {
    const asked = parts(query);
    if (!asked.some(one => !one.without)) return [];
    const matched = stories.filter(story => asked.every(one => story.whole.includes(one.text) !== one.without));
    const titled = story => asked.every(one => one.without || story.head.includes(one.text));
    return [...matched.filter(titled), ...matched.filter(story => !titled(story))];
  };

  const made = (name, words, more = {}) => Object.assign(document.createElement(name), {textContent: words}, more);

  const link = (words, url) => made("a", words, /^https?:\/\//i.test(url) ? {href: url, rel: "noopener noreferrer"} : {});

  const card = story => {
    const article = document.createElement("article");
    const title = document.createElement("h2");
    title.append(story.url ? link(story.title, story.url) : story.title);
    article.append(title);
    if (story.summary) article.append(made("p", story.summary));
    if (story.language) for (const part of article.children) part.lang = story.language;
    if (story.labels.length) {
      const labels = made("ul", "", {className: "labels"});
      labels.setAttribute("aria-label", "About");
      for (const [words, path] of story.labels) {
        const label = document.createElement("li");
        label.append(made("a", words, {href: path}));
        labels.append(label);
      }
      article.append(labels);
    }
    const by = made("p", "", {className: "by"});
    by.append(made("b", story.source), " · ", made("a", story.when, {href: `day/${story.day}.html#${story.anchor}`}));
    article.append(by);
    return article;
  };

  const show = query => {
    const matched = wanted(query);
    found.replaceChildren(...matched.slice(0, MOST).map(card));
    const number = matched.length.toLocaleString("en-GB");
    if (!query.trim()) told.textContent = `${stories.length.toLocaleString("en-GB")} stories can be searched.`;
    else if (matched.length > MOST) told.textContent = `${number} stories, the first ${MOST} shown.`;
    else told.textContent = matched.length ? `${number} ${matched.length === 1 ? "story" : "stories"}.` : "Nothing found.";
  };

  const keep = query => {
    const url = new URL(location.href);
    url.search = query.trim() ? `?${new URLSearchParams({q: query})}` : "";
    try { history.replaceState(null, "", url); } catch { /* a page opened as a file may not change its address */ }
  };

  const search = () => { show(field.value); keep(field.value); };
  let waiting;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener("submit", event => { event.preventDefault(); clearTimeout(waiting); search(); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  show(field.value);
})();
